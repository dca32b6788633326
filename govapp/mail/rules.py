"""What a server's refusal means, and how an address is shown: pure functions."""

import re

ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
GONE = re.compile(r"5\.1\.(1|2|3|6|10)|5\.2\.1")
BARE = {550, 551, 553}
LENGTH = 300


def is_dead(code: int, answer: str) -> bool:
    """Say whether a refusal of a recipient means that there is no such mailbox.

    Servers refuse for other reasons too, such as a sender they do not trust: where an
    enhanced code (RFC 3463) is given, it decides.
    """
    if found := ENHANCED.search(answer):
        return GONE.fullmatch(found[1]) is not None
    return code in BARE


def veil(email: str) -> str:
    """Return an address as it may be shown: its first letter and its host."""
    name, _, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


def veil_in(text: str, email: str) -> str:
    """Return a server's answer without the address that it repeats."""
    found = re.sub(re.escape(email), veil(email), text, flags=re.IGNORECASE)
    return found[:LENGTH]
