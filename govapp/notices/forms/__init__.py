"""The forms of notice."""
