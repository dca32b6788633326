"""Following bodies by e-mail, without an account."""
