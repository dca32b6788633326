"""The agenda as it stands at the desk, beside what was posted: reads, no writing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from govapp import clock
from govapp.documents.models import Visibility
from govapp.documents.rules import Readability, summarize
from govapp.meetings import content
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas, meetings
from govapp.meetings.queries.deadlines import map_deadlines
from govapp.meetings.queries.matters import expect_numbers, map_matters
from govapp.meetings.queries.sources import map_sources
from govapp.meetings.rules import numbering
from govapp.meetings.rules.numbering import Node
from govapp.notices.rules.duties import Due
from govapp.record.cards import MeetingCard, Version
from govapp.record.changes import Change, agenda_changes, version_label
from govapp.record.folding import Posting, meeting_card
from govapp.record.projection import list_postings
from govapp.record.published import find_page, head, map_pages
from govapp.record.shapes.base import Frozen, Kind
from govapp.record.shapes.closed import MembersAgenda
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Agenda, ItemRef


@dataclass(frozen=True)
class Draft:
    """A meeting's agenda at the desk; `card` is what the public reads, if anything.

    `dues` are the deadlines of the rules in force, the strictest first.
    """

    meeting: Meeting
    tree: tuple[Node[AgendaItem], ...]
    files: tuple[Attachment, ...]
    agenda: Agenda
    card: MeetingCard | None
    dues: tuple[Due, ...]
    matters: Mapping[int | None, MatterRef]

    @cached_property
    def nodes(self) -> tuple[Node[AgendaItem], ...]:
        """Every item in reading order."""
        return tuple(node for top in self.tree for node in top.walk())

    @cached_property
    def sha256(self) -> str:
        """The hash of what would be posted."""
        return content.agenda_digest(self.agenda)

    @cached_property
    def members_agenda(self) -> MembersAgenda:
        """The agenda as the body's members would read it."""
        return content.build_members_agenda(
            self.meeting, self.tree, list(self.files), self.matters
        )

    def recused_agenda(self, key: str) -> MembersAgenda:
        """Return the agenda as a member would read it who is recused on an item."""
        return content.build_members_agenda(
            self.meeting, self.tree, list(self.files), self.matters, recused=[key]
        )

    @cached_property
    def members_sha256(self) -> str:
        """The hash of what would be posted for them."""
        return content.agenda_digest(self.members_agenda)

    @property
    def seen(self) -> str:
        """What tells all that would be posted, for whomever, from anything else."""
        return f"{self.sha256}:{self.members_sha256}"

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what was posted, for everyone or for members."""
        return self.is_public_changed or self.is_members_changed

    @property
    def is_public_changed(self) -> bool:
        """Whether it differs from the agenda in force."""
        return self.sha256 != self.meeting.agenda_sha256

    @property
    def is_members_changed(self) -> bool:
        """Whether what is closed differs from what was posted to the closed log."""
        if not (self.meeting.members_sha256 or self.has_inside):
            return False
        return self.members_sha256 != self.meeting.members_sha256

    @property
    def has_inside(self) -> bool:
        """Whether there is anything that members read and the public does not."""
        return bool(self.kept_items) or any(
            file.document.visibility != Visibility.STAFF for file in self.kept_files
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        """How it differs from the agenda in force, if there is one."""
        posted = self.card.agenda if self.card else None
        return agenda_changes(posted, self.agenda) if posted else ()

    def files_of(self, item: AgendaItem | None) -> list[Attachment]:
        """Return the files of an item, or (None) of the meeting itself, in order."""
        return self._files_by_item.get(item.id if item else None, [])

    @cached_property
    def _files_by_item(self) -> dict[int | None, list[Attachment]]:
        found: dict[int | None, list[Attachment]] = {}
        for file in self.files:
            found.setdefault(file.item_id, []).append(file)
        return found

    @property
    def documented(self) -> Collection[int | None]:
        """The ids of the items that have files, None for the meeting itself."""
        return self._files_by_item.keys()

    @property
    def in_force(self) -> Version | None:
        """The version of the agenda that the public reads, if any."""
        return self.card.agenda_version if self.card else None

    @property
    def posted_version(self) -> int:
        """Its number, 0 where nothing is posted."""
        return self.in_force.version if self.in_force else 0

    @property
    def names(self) -> dict[int, str]:
        """The number and title of each item, by its id."""
        return {
            node.item.id: f"{node.number} {node.item.title}".strip()
            for node in self.nodes
        }

    @property
    def kept_items(self) -> list[Node[AgendaItem]]:
        """The closed items: of each, the public reads title and legal basis alone."""
        return [node for node in self.nodes if node.item.kind == ItemKind.CLOSED]

    @property
    def kept_files(self) -> list[Attachment]:
        """The files that posting leaves at the desk."""
        return [file for file in self.files if file not in self.shown_files]

    @property
    def matter_ids(self) -> set[int]:
        """The ids of the matters that posting names to everyone."""
        public = {item.key for item in self.agenda.walk() if item.matter}
        found = (node.item for node in self.nodes if node.item.key in public)
        return {item.matter_id for item in found if item.matter_id}

    @property
    def unreleased_files(self) -> list[Attachment]:
        """Those of them that were not for everyone, and that nobody looked at since."""
        return [file for file in self.shown_files if not file.document.is_released]

    @property
    def readability(self) -> Readability:
        """How well those can be read."""
        versions = [(file.label, file.document.current) for file in self.shown_files]
        return summarize(
            (label, version.media_type, version.reading) for label, version in versions
        )

    @cached_property
    def shown_files(self) -> list[Attachment]:
        """The files that posting shows to everyone."""
        public = {file.id for _, file in self.agenda.all_files()}
        return [file for file in self.files if file.document.key in public]


def get_draft(meeting: Meeting) -> Draft:
    """Read a meeting's agenda as it stands, with what was posted."""
    (draft,) = list_drafts([meeting])
    return draft


def list_drafts(meetings: Collection[Meeting]) -> list[Draft]:
    """Read some meetings' agendas likewise, in as many queries as for one."""
    items, files = agendas.map_items(meetings), agendas.map_attachments(meetings)
    cards = map_pages(f"meeting:{meeting.number}" for meeting in meetings)
    dues = map_deadlines(meetings)
    sources = map_sources(chain.from_iterable(items.values()))
    matters = map_matters(chain.from_iterable(items.values()))
    return [
        _draft(
            meeting,
            agendas.arrange(items[meeting.id], meeting.numbering),
            files[meeting.id],
            card=cards.get(f"meeting:{meeting.number}"),
            dues=dues[meeting.id],
            sources=sources,
            matters=matters,
        )
        for meeting in meetings
    ]


def _draft(
    meeting: Meeting,
    tree: tuple[Node[AgendaItem], ...],
    files: list[Attachment],
    *,
    card: str | None,
    dues: tuple[Due, ...],
    sources: Mapping[str, ItemRef],
    matters: Mapping[int | None, MatterRef],
) -> Draft:
    posted = MeetingCard.read(card) if card else None
    agenda = content.build_agenda(meeting, tree, files, sources, matters)
    agenda = content.keep_released(agenda, posted)
    return Draft(meeting, tree, tuple(files), agenda, posted, dues, matters)


def posted_card(meeting: Meeting) -> MeetingCard | None:
    """Return what the public reads of a meeting, or None before it was posted."""
    page = find_page(f"meeting:{meeting.number}") if meeting.number else None
    return MeetingCard.read(page) if page else None


def preview_card(draft: Draft) -> MeetingCard:
    """Return what the public would read, were the agenda posted this moment."""
    meeting = draft.meeting
    is_new = not meeting.number
    number = meeting.number or _next_number(meeting)
    postings = list_postings(f"meeting:{meeting.number}") if meeting.number else []
    if is_new or meeting.is_tentative:
        notice = content.build_notice(
            meeting, number=number, is_postponed=False, dues=draft.dues
        )
        notice = notice.model_copy(update={"is_tentative": False})
        label = "" if is_new else "confirmed"
        version = meeting.notice_sequence + (1 if is_new else 2)
        postings.append(_posting(head() + 1, Kind.NOTICE, version, notice, label))
    if draft.is_public_changed:
        version = meeting.agenda_version + 1
        label = version_label(version, draft.changes)
        seq = head() + (2 if is_new or meeting.is_tentative else 1)
        postings.append(_posting(seq, Kind.AGENDA, version, _expect(draft), label))
    return meeting_card(postings)


def _expect(draft: Draft) -> Agenda:
    """Return the agenda with the file numbers that posting gives new matters."""
    numbers = expect_numbers(draft.matter_ids)
    keys = {
        node.item.key: numbers[node.item.matter_id]
        for node in draft.nodes
        if node.item.matter_id in numbers
    }
    return content.number_matters(draft.agenda, keys)


def _next_number(meeting: Meeting) -> str:
    year = int(meeting.start_local[:4])
    return numbering.next_number(year, meetings.list_numbers(year))


def _posting(
    seq: int, kind: Kind, version: int, posted: Frozen, label: str = ""
) -> Posting:
    return Posting(seq, kind, version, label, clock.now(), posted.canonical())
