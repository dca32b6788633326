"""Files: store, versions and their visibility."""
