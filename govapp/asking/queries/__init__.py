"""Reads of what is asked between meetings."""
