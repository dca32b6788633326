"""Reads of what the desk knows about notice."""
