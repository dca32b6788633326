"""Reads of the desk's working tables."""
