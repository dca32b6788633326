"""The bodies, secretaries and meetings that the tests of meetings have."""

from tests.meetings.conftest import bodies, make_meeting, secretary, stranger

__all__ = ["bodies", "make_meeting", "secretary", "stranger"]
