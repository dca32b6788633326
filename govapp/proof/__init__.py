"""What anyone needs to prove what was posted, and when."""
