"""Govapp: the public meetings of a board and its committees."""
