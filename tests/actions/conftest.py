"""What the tests of the ledger share."""

from tests.meetings.conftest import bodies, make_meeting, secretary, stranger

__all__ = ["bodies", "make_meeting", "secretary", "stranger"]
