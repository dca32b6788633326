"""What the desk does with meetings, one verb of the field each."""
