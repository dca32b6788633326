"""What was posted, as Open Civic Data and Popolo have it."""
