"""Calendar feeds and syndication."""
