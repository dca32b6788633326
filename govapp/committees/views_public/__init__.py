"""The public pages of bodies and people."""
