"""What members do: they read, and what of it is closed leaves a line."""
