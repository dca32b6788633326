"""Opening what strangers made, in a process of its own."""
