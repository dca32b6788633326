"""Work that need not keep anybody waiting: decided with a change, done after it."""
