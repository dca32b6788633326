"""Where a page of a list begins: an opaque cursor, bound to what was asked."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

from govapp.exchange.api.problems import Fault, RefusalError

LONGEST = 200
OTHERS = "This is no cursor of ours."
OF_ANOTHER = (
    "This cursor belongs to another query: follow the links of a page, or begin "
    "without one."
)


def bind(name: str, chosen: Mapping[str, object]) -> str:
    """Return what tells one query of a list from others."""
    text = json.dumps([name, chosen], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_cursor(query: str, last: str) -> str:
    """Return the cursor after an object of a query."""
    text = json.dumps([query, last], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(query: str, cursor: str) -> str:
    """Return the id after which the page begins; raises RefusalError."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found, last = json.loads(text)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise refuse_cursor() from None
    if not isinstance(last, str) or not last.isprintable() or len(last) > LONGEST:
        raise refuse_cursor()
    if found != query:
        raise refuse_cursor(OF_ANOTHER)
    return last


def refuse_cursor(message: str = OTHERS) -> RefusalError:
    """Return the refusal of a cursor."""
    return RefusalError(400, "", Fault(name="cursor", message=message))
