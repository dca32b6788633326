"""Past meetings, taken in from files in the archive form."""
