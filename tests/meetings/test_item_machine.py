"""Whatever is done to an agenda, an item's key keeps all that belongs to the item."""

import io
from collections.abc import Callable

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.documents.models import Visibility
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem
from govapp.meetings.published import find_item, get_card
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, approvals, consent, files, posting
from tests.documents.samples import PDF
from tests.meetings.conftest import Make

PICK = st.integers(0, 99)
KINDS = st.sampled_from(["decision", "consent", "heading", "briefing"])


class Items(RuleBasedStateMachine):
    """A secretary at one agenda; `own` is what each item's key must keep."""

    app: Flask
    make_meeting: Make

    def __init__(self) -> None:
        super().__init__()
        self.context = self.app.app_context()
        self.context.push()
        formers = [
            self.make_meeting(f"2024-0{month}-05T10:00", is_posted=True)
            for month in (3, 4)
        ]
        self.meeting = get_meeting(self.make_meeting())
        self.own: dict[str, tuple[str, str]] = {}
        self.papers: dict[str, str] = {}
        self.formers = [get_meeting(number) for number in formers]
        self.linked: dict[str, int] = {}
        self.posted: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        db.session.rollback()
        self.context.pop()

    def items(self) -> list[AgendaItem]:
        return [
            node.item for top in agendas.get_tree(self.meeting) for node in top.walk()
        ]

    def pick(self, number: int) -> AgendaItem:
        found = self.items()
        return found[number % len(found)]

    @rule(kind=KINDS, beneath=st.booleans(), pick=PICK)
    def add(self, kind: str, beneath: bool, pick: int) -> None:  # noqa: FBT001
        self.count += 1
        item = agenda.add_item(
            SYSTEM,
            self.meeting,
            title=f"Item {self.count}",
            parent=self.pick(pick) if beneath and self.own else None,
            kind=kind,
            recommended_motion=f"Motion {self.count}",
            description=f"Note {self.count}",
        )
        assert item.key not in self.own
        self.own[item.key] = (f"Motion {self.count}", f"Note {self.count}")

    @rule(which=st.integers(0, 1))
    def approve(self, which: int) -> None:
        former = self.formers[which]
        if former.id not in self.linked.values():
            item = approvals.add_approval(SYSTEM, self.meeting, former=former)
            self.own[item.key], self.linked[item.key] = ("", ""), former.id

    @precondition(lambda self: self.own)
    @rule(pick=PICK)
    def attach(self, pick: int) -> None:
        item = self.pick(pick)
        self.count += 1
        file = files.attach_file(
            SYSTEM,
            self.meeting,
            store=self.app.extensions["govapp.files"],
            file=io.BytesIO(PDF + str(self.count).encode()),
            filename=f"Paper {self.count}.pdf",
            visibility="public",
            item=item,
        )
        self.papers[file.document.key] = item.key

    @precondition(lambda self: self.own)
    @rule(pick=PICK, steps=st.sampled_from([-1, 1]))
    def move(self, pick: int, steps: int) -> None:
        agenda.move_item_by(SYSTEM, self.pick(pick), steps=steps)

    @precondition(lambda self: self.own)
    @rule(pick=PICK, above=PICK, position=st.integers(0, 4))
    def nest(self, pick: int, above: int, position: int) -> None:
        item, parent = (
            self.pick(pick),
            [None, *self.items()][above % (len(self.own) + 1)],
        )
        self.attempt(
            lambda: agenda.move_item(SYSTEM, item, parent=parent, position=position)
        )

    @precondition(lambda self: self.own)
    @rule(pick=PICK)
    def pull(self, pick: int) -> None:
        item = self.pick(pick)
        self.attempt(lambda: consent.pull_item(SYSTEM, item, pulled_by="Staff"))

    @precondition(lambda self: self.own)
    @rule(pick=PICK)
    def put_back(self, pick: int) -> None:
        item = self.pick(pick)
        self.attempt(lambda: consent.put_back(SYSTEM, item))

    @precondition(lambda self: self.own)
    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        item = self.pick(pick)
        agenda.edit_item(
            SYSTEM,
            item,
            row_version=item.row_version,
            is_withdrawn=not item.is_withdrawn,
        )

    @precondition(lambda self: self.own)
    @rule(pick=PICK)
    def remove(self, pick: int) -> None:
        item = self.pick(pick)
        node = next(
            node
            for top in agendas.get_tree(self.meeting)
            for node in top.walk()
            if node.item is item
        )
        for gone in [each.item.key for each in node.walk()]:
            del self.own[gone]
            self.linked.pop(gone, None)
        agenda.remove_item(SYSTEM, item)

    @precondition(lambda self: self.own)
    @rule()
    def post(self) -> None:
        store = self.app.extensions["govapp.files"]
        self.attempt(lambda: posting.post_agenda(SYSTEM, self.meeting, store=store))
        self.posted |= set(self.own)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do what a rule may refuse, which then changes nothing."""
        try:
            act()
        except RuleError:
            db.session.expire_all()

    @invariant()
    def each_key_keeps_its_own(self) -> None:
        found = {item.key: item for item in self.items()}
        assert set(found) == set(self.own)
        for key, (motion, note) in self.own.items():
            assert (found[key].recommended_motion, found[key].description) == (
                motion,
                note,
            )
            assert found[key].minutes_of_id == self.linked.get(key)
        for file in agendas.list_attachments(self.meeting):
            key = self.papers[file.document.key]
            at = file.item.key if file.item else None
            assert at == (key if key in self.own else None)
            if key not in self.own:
                assert file.document.visibility == Visibility.STAFF

    @invariant()
    def each_posted_item_keeps_its_address(self) -> None:
        if self.meeting.number and self.posted:
            card = get_card(self.meeting.number)
            for key in self.posted:
                assert find_item(card, key) is not None


def test_moving_and_pulling_keep_everything(app: Flask, make_meeting: Make) -> None:
    machine = type(
        "Machine", (Items,), {"app": app, "make_meeting": staticmethod(make_meeting)}
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
