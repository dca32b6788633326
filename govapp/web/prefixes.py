"""Which addresses belong to people who sign in; all others are public."""

PRIVATE = ("/desk", "/my", "/account", "/sign-in", "/sign-out")


def is_private(path: str) -> bool:
    """Say whether an address is on the signed-in side."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PRIVATE)
