"""What is public, as files: the site, and the record with its data."""
