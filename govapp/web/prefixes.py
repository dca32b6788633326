"""Which addresses belong to people who sign in; all others are public."""

PRIVATE = ("/desk", "/my", "/account", "/sign-in", "/sign-out")
# The only public addresses that take forms.
FORMS = "/subscribe"
# Where other systems send agendas and files, each with a token.
SENT = "/api/v1/meetings"
# What a device reads by a secret in its address: no session is there.
CALENDARS = "/my-calendar"
# Programs made for another site send a page's form back to ask; nothing is written.
QUESTIONS = "/api/legistar/insite"


def is_private(path: str) -> bool:
    """Say whether an address is on the signed-in side."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PRIVATE)


def takes_forms(path: str) -> bool:
    """Say whether something may be sent to an address."""
    taken = (f"{FORMS}/", f"{SENT}/")
    return is_private(path) or path == FORMS or path.startswith(taken)
