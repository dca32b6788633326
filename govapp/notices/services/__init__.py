"""What may be done about notice."""
