"""What was posted, as OParl 1.1 has it."""
