"""The desk's pages of notice."""

from govapp.notices.views_desk import proof, rule_sets
from govapp.notices.views_desk.blueprint import blueprint

__all__ = ["blueprint", "proof", "rule_sets"]
