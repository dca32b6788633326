"""Between meetings: what members are asked to read, and what they ask the staff."""
