"""What a body asked somebody to do, until it is done."""
