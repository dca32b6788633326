"""In the room: who is there, what is moved, how it is voted."""
