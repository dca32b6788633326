"""The pages that programs made for Legistar's public site look at."""
