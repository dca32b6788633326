"""A closed session of which something was released to everyone, the rest was not."""

from govapp.accounts.models import User
from govapp.accounts.services import SYSTEM
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.minutes import Minutes
from govapp.meetings.services import agenda, minutes, posting
from govapp.meetings.services.files import show_file
from govapp.portal.models import ReleaseRequest
from govapp.portal.queries.releases import get_releasable
from govapp.portal.services import releasing
from tests.matrix.naming import Naming

WHY = {"authority": "A vote.", "reason": "The case is settled."}


class Releasing(Naming):
    """Builds the state released: one asked for it, another confirmed it."""

    def build_released(self, one: User, two: User) -> None:
        """Release files and minutes of one closed item; ask it for another's.

        One of the files is then taken back, and one was never released.
        """
        meeting = self.meet("2026-11-12T10:00", bodies=[self.body, self.beside])
        agenda.add_item(SYSTEM, meeting, title="Open")
        settled = self._add_closed(meeting, "settled")
        other = self._add_closed(meeting, "other")
        files = {
            "released": self.attach(meeting, "releasedfile", "closed", settled),
            "taken_back": self.attach(meeting, "takenbackfile", "closed", settled),
            "unreleased": self.attach(meeting, "keptfile", "closed", settled),
            "withheld_inside": self.attach(meeting, "insidefile", "members", settled),
            "asked": self.attach(meeting, "askedfile", "closed", other),
        }
        self.post(meeting)
        self._write_minutes(meeting, settled, other)
        shown = [files["released"], files["taken_back"]]
        done = self._ask(one, meeting, settled, shown, has_minutes=True)
        releasing.confirm_release(two, done, store=self.store)
        posting.withdraw_file(SYSTEM, files["taken_back"], reason="A mistake")
        show_file(SYSTEM, files["withheld_inside"], visibility="staff")
        waiting = self._ask(one, meeting, other, [files["asked"]])
        for state, file in files.items():
            item = other if state == "asked" else settled
            self.name_file(state, file)
            self.name_meeting(
                state,
                meeting,
                v__version="1",
                meetings__kind="closed-minutes",
                items__key=item.key,
                ask__key=item.key,
                releases__request_id=str(waiting.id if state == "asked" else done.id),
            )

    def _add_closed(self, meeting: Meeting, name: str) -> AgendaItem:
        """Add a closed item with its closed title, and one beneath it."""
        item = agenda.add_item(
            SYSTEM, meeting, title="Counsel", kind="closed",
            legal_basis="Gov. Code 11126(e)", closed_title=self.word(name),
        )  # fmt: skip
        agenda.add_item(SYSTEM, meeting, title=self.word(f"{name}beneath"), parent=item)
        return item

    def _write_minutes(
        self, meeting: Meeting, settled: AgendaItem, other: AgendaItem
    ) -> None:
        """Approve minutes of the closed session, beside those that everyone reads."""
        minutes.propose_minutes(SYSTEM, minutes.begin_minutes(SYSTEM, meeting))
        closed = minutes.begin_minutes(SYSTEM, meeting, is_closed=True)
        self._say(closed, settled, "releasedtext")
        self._say(closed, other, "keptminutes")
        minutes.propose_minutes(SYSTEM, closed)
        later = self.meet("2026-11-13T10:00")
        self._add_closed(later, "later")
        self.post(later)
        minutes.approve_minutes(SYSTEM, closed, at=later)

    def _say(self, written: Minutes, item: AgendaItem, name: str) -> None:
        section = next(each for each in written.sections if each.item_key == item.key)
        text = f"<p>{self.word(name)}</p>"
        minutes.edit_section(
            SYSTEM, section, row_version=section.row_version, text=text
        )

    def _ask(
        self,
        one: User,
        meeting: Meeting,
        item: AgendaItem,
        files: list[Attachment],
        *,
        has_minutes: bool = False,
    ) -> ReleaseRequest:
        documents = {file.document.key for file in files}
        found = get_releasable(meeting.id, item.key)
        return releasing.ask_release(
            one, found, documents=documents, has_minutes=has_minutes, **WHY
        )
