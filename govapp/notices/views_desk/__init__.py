"""The desk's pages of notice."""

from govapp.notices.views_desk import rule_sets
from govapp.notices.views_desk.blueprint import blueprint

__all__ = ["blueprint", "rule_sets"]
