"""Home, about, contact, accessibility statement, health."""
