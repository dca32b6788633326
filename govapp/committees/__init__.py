"""Bodies, seats, people, memberships and offices."""
