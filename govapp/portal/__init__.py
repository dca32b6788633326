"""The member's desk: what the members of a body read, and what they alone write."""
