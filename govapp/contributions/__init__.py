"""Proposals: items that people outside the desk submit for an agenda."""
