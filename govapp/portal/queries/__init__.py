"""Reads of what members read, and of what is theirs."""
