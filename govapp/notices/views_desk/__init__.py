"""The desk's pages of notice."""

from govapp.notices.views_desk import certificate, proof, rule_sets
from govapp.notices.views_desk.blueprint import blueprint

__all__ = ["blueprint", "certificate", "proof", "rule_sets"]
