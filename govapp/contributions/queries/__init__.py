"""Proposals, and until when they are taken."""
