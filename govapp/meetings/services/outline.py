"""An agenda as the builder lists it: as cheap for three hundred items as for ten.

Nothing of it is built as it will be posted; whether it differs from what is in force is
told by a hash of all that goes into a posting.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from govapp.documents.models import Visibility
from govapp.meetings.models import Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas, outline
from govapp.meetings.queries.deadlines import list_deadlines
from govapp.meetings.queries.outline import PLACE, Line
from govapp.meetings.rules import pages, timing
from govapp.meetings.rules.numbering import Node
from govapp.meetings.rules.timing import Plan, Planned
from govapp.meetings.services.drafts import get_draft
from govapp.meetings.services.lateness import list_late
from govapp.notices.rules.duties import Due
from govapp.record import rules as record_rules
from govapp.record.published import find_summary

FIRST = len(PLACE)
Files = dict[int | None, list[Line]]


@dataclass(frozen=True)
class Outline:
    """A meeting's items and papers as rows; `posted_version` is 0 before a posting.

    `dues` are the deadlines of the rules in force, the strictest first.
    """

    meeting: Meeting
    tree: tuple[Node[Line], ...]
    papers: Sequence[Line]
    posted_version: int
    dues: tuple[Due, ...]

    @cached_property
    def nodes(self) -> tuple[Node[Line], ...]:
        """Every item in reading order."""
        return tuple(node for top in self.tree for node in top.walk())

    @cached_property
    def documented(self) -> set[int | None]:
        """The ids of the items that have files, None for the meeting itself."""
        return {item_id for _, item_id, *_rest in self.papers}

    @cached_property
    def sha256(self) -> str:
        """The hash of all that goes into a posting, for whomever."""
        keys = {node.item[0]: node.item.key for node in self.nodes}
        items = [
            (keys.get(node.item[1]), node.number, node.item[FIRST:])
            for node in self.nodes
        ]
        papers = [
            (keys.get(item_id), *what)
            for _, item_id, *what in self.papers
            if what[2] != Visibility.STAFF
        ]
        whole = (self.meeting.agenda_note, self.meeting.posts_times, items, papers)
        return record_rules.digest(repr(whole))

    @cached_property
    def is_changed(self) -> bool:
        """Whether the agenda differs from the one in force."""
        if not self.meeting.agenda_sha256:
            return True
        if not self.meeting.outline_sha256:
            return get_draft(self.meeting).is_changed
        return self.sha256 != self.meeting.outline_sha256

    @cached_property
    def plan(self) -> Plan:
        """When its items are planned to begin."""
        return timing.plan(self.tree, _describe)

    @cached_property
    def times(self) -> dict[str, datetime]:
        """The instant of each item, by its key; none where no time is planned."""
        if self.meeting.is_all_day or not self.plan.minutes:
            return {}
        return self.plan.starts(self.meeting.start_at)

    @cached_property
    def late(self) -> set[str]:
        """The keys of the items that come after the notice."""
        return {node.item.key for node in list_late(self.meeting, self.tree)}

    def names(self, item: Line) -> list[tuple[str, str]]:
        """Return what each body's word counts for on an item, with the body's name."""
        found = json.loads(item.authorities)
        return [
            (found[body.slug], body.name)
            for body in self.meeting.bodies
            if body.slug in found
        ]

    @property
    def page_count(self) -> int:
        """How many pages of the builder it fills."""
        return pages.count_pages(len(self.nodes))

    def find_page(self, asked: int, key: str) -> int:
        """Return the page asked for, else the one on which an item stands."""
        if 0 < asked <= self.page_count:
            return asked
        keys = [node.item.key for node in self.nodes]
        return pages.page_of(keys.index(key)) if key in keys else 1

    def show(self, number: int) -> "Page":
        """Return a page of the builder."""
        shown = pages.cut(self.tree, number)
        places = [row.node.item.id for top in shown for row in top.walk()]
        own = [None] if number == 1 else []
        files: Files = {}
        for file in outline.list_file_rows(self.meeting, [*own, *places]):
            files.setdefault(file.item_id, []).append(file)
        return Page(number, shown, files)


@dataclass(frozen=True)
class Page:
    """A page of the builder: its rows, and the files of each (None: the meeting's)."""

    number: int
    rows: tuple[pages.Shown[Line], ...]
    files: Files


def _describe(node: Node[Line]) -> Planned[Node[Line]]:
    item = node.item
    return Planned(
        item.key,
        item.minutes_planned,
        node.children,
        is_withdrawn=item.is_withdrawn,
        is_closed=item.kind == ItemKind.CLOSED,
    )


def get_outline(meeting: Meeting) -> Outline:
    """Read a meeting's agenda as it stands."""
    summary = find_summary(meeting.number) if meeting.number else None
    return Outline(
        meeting,
        agendas.arrange(outline.list_item_rows(meeting), meeting.numbering),
        outline.list_paper_rows(meeting),
        summary.agenda_version if summary else 0,
        list_deadlines(meeting),
    )
