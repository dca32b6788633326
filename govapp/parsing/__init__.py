"""Opening what strangers made, in a process of its own."""

# What stands between the pages of a text.
PAGE_END = "\f"
