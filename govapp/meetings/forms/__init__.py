"""Forms of the desk of meetings."""
