"""What views share; it knows no feature."""
