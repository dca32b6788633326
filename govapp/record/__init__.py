"""What was posted: entries, their log and their projection."""
