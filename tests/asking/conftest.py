"""What the tests of what is asked share."""

from tests.portal.conftest import (
    bodies,
    make_meeting,
    member,
    papers,
    seat,
    secretary,
)

__all__ = ["bodies", "make_meeting", "member", "papers", "seat", "secretary"]
