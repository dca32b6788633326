"""The bodies and meetings that tests of meetings have."""

from tests.meetings.conftest import bodies, make_meeting, secretary

__all__ = ["bodies", "make_meeting", "secretary"]
