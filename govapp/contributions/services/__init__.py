"""Proposing items, deciding on them, and saying until when they are due."""
