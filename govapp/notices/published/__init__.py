"""What visitors may see of notice, read from what was posted alone."""
