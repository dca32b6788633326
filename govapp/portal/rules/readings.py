"""Where it is written down who read what is closed."""


def name_reading(meeting_id: int) -> str:
    """Return under what the trail keeps who read what is closed of a meeting."""
    return f"reading:{meeting_id}"
