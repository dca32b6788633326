"""A mistake is struck, and the room is made again without it."""

from govapp.sittings.rules import journal as rules
from tests.sittings.acting import Journal


def test_a_struck_entry_does_not_count_and_can_be_restored() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    left = journal.leave("cat")
    strike = journal("strike", seq=left, reason="It was Dan at the door.")
    assert journal.room.is_present("board", "cat")
    journal("strike", seq=strike, reason="It was Cat after all.")
    assert not journal.room.is_present("board", "cat")
    assert rules.fold(journal.acts) == journal.room


def test_what_others_stand_on_is_not_struck() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(motion, "pass", ann="yes", bob="yes")
    arrived = 2
    journal.refused(
        r"Entry \d+, recorded at 6:\d+:00 p\.m\., would no longer stand: Ann is not "
        r"present",
        "strike",
        seq=arrived,
        reason="Not there",
    )


def test_a_strike_says_why_and_what() -> None:
    journal = Journal()
    journal.refused("Say why", "strike", seq=2, reason="")
    journal.refused("no entry of that number", "strike", seq=99, reason="x")
    journal("strike", seq=6, reason="Eve is late.")
    journal.refused("struck already", "strike", seq=6, reason="Again")
