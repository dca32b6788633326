"""Who may sign in, and their roles per body."""
