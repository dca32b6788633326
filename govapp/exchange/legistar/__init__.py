"""A Legistar-compatible read API, of the record alone."""
