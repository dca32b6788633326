"""A body with one of everything that an address can name, each marked with a word."""

import io
from datetime import date
from uuid import uuid4

from sqlalchemy import select

from govapp.accounts.models import User
from govapp.accounts.services import SYSTEM
from govapp.actions import services as actions
from govapp.asking.services import readings
from govapp.committees.models import Person
from govapp.contributions.services import files as proposal_files
from govapp.contributions.services import proposals
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.meetings.models import AgendaChange, AgendaItem, Meeting
from govapp.meetings.models.agenda import PutOff
from govapp.meetings.queries import agendas
from govapp.meetings.services import (
    agenda,
    carrying,
    corrections,
    imports,
    matters,
    minutes,
    posting,
    reviews,
    templates,
)
from govapp.meetings.services.files import show_file
from govapp.notices.services import certificates
from govapp.sittings import services as sittings
from tests.documents.words import make_agenda
from tests.matrix.body import BodyFurnishing
from tests.matrix.naming import States
from tests.matrix.releasing import Releasing


class Furnishing(BodyFurnishing, Releasing):
    """Builds one body; `parts` hold for all states, `states` has what differs."""

    def build(
        self, member: Person, contributor: User, secretaries: tuple[User, User]
    ) -> States:
        """Build everything; return what names it, by its state."""
        self.build_body(member)
        self._build_waiting()
        self._build_held()
        posted = self._build_posted(contributor)
        self._build_files(posted, self.states["posted"]["items/key"])
        self._build_draft()
        self._build_withdrawn()
        self._build_sitting(member)
        self.build_released(*secretaries)
        self.build_plan()
        return {state: self.parts | parts for state, parts in self.states.items()}

    def _build_waiting(self) -> None:
        """Put business off to a later meeting."""
        former = self.meet("2026-10-07T10:00")
        item = agenda.add_item(SYSTEM, former, title="Old business", kind="decision")
        self.post(former)
        carrying.put_off_item(SYSTEM, item, why=PutOff.DEFERRED)
        self.parts["waiting/key"] = item.key

    def _build_held(self) -> None:
        """Hold a meeting, and write its minutes: in review, with something asked."""
        held = self.meet("2026-11-04T10:00")
        item = agenda.add_item(SYSTEM, held, title="Done", kind="decision")
        self.post(held)
        draft = minutes.begin_minutes(SYSTEM, held)
        text = f"<p>{self.word('minutesdraft')}</p>"
        minutes.edit_minutes(
            SYSTEM, draft, row_version=draft.row_version, preface=text, closing=""
        )
        reviews.open_review(SYSTEM, draft, review_until=None)
        asked = corrections.ask_correction(
            SYSTEM, draft, item_key="", asked_by="Demo", text=self.word("correction")
        )
        promised = actions.ask_action(
            SYSTEM, held, item_key="", kind="action", text="Report", owner="Demo"
        )
        self.parts["actions/action_id"] = str(promised.id)
        self.name_meeting(
            "held",
            held,
            meetings__kind="minutes",
            items__key=item.key,
            sections__key=draft.sections[0].item_key,
            corrections__correction_id=str(asked.id),
        )
        proposed = self.meet("2026-11-05T10:00")
        agenda.add_item(SYSTEM, proposed, title="Also done", kind="decision")
        self.post(proposed)
        minutes.propose_minutes(SYSTEM, minutes.begin_minutes(SYSTEM, proposed))
        self.parts["minutes-of/number"] = str(proposed.number)
        unwritten = self.meet("2026-11-06T10:00")
        agenda.add_item(SYSTEM, unwritten, title="Done too", kind="decision")
        self.post(unwritten)
        self.name_meeting("unwritten", unwritten)
        certificates.issue_certificate(SYSTEM, proposed)
        self.name_meeting("certified", proposed)
        self.name_meeting(
            "proposed", proposed, v__version="1", meetings__kind="minutes"
        )

    def _build_posted(self, contributor: User) -> Meeting:
        """Post a joint meeting with something of each kind, twice."""
        meeting = self.meet("2026-12-16T10:00", bodies=[self.body, self.beside])
        item = agenda.add_item(
            SYSTEM, meeting, title="Open business", kind="decision",
            description=self.word("openitem"),
        )  # fmt: skip
        consent = agenda.add_item(SYSTEM, meeting, title="Consent", kind="consent")
        closed = agenda.add_item(
            SYSTEM, meeting, title="Conference with counsel", kind="closed",
            legal_basis="Gov. Code 11126(e)", closed_title=self.word("closeditem"),
        )  # fmt: skip
        beneath = agenda.add_item(
            SYSTEM, meeting, title=self.word("beneath"), parent=closed
        )
        matter = matters.open_matter_for(SYSTEM, item, title="Open", kind="budget")
        self.name_file("posted", self.attach(meeting, "publicfile", "public", item))
        inside = self.attach(meeting, "closedfile", "closed", closed)
        self.name_file("closed_file", inside)
        self.post(meeting)
        self.name_meeting("posted", meeting, items__key=item.key)
        self.parts["matters/matter_id"] = str(matter.id)
        self.parts["matters/file_number"] = str(matter.file_number)
        for state, each in (
            ("closed_item", closed), ("beneath", beneath), ("consent", consent),
        ):  # fmt: skip
            self.name_meeting(state, meeting, items__key=each.key)
        self._build_proposals(meeting, item, contributor)
        late = f"house-{self.body.slug}-regular-notice-and-agenda"
        self.parts |= {"recused/key": closed.key, "deadlines/rule": late}
        return meeting

    def _build_files(self, meeting: Meeting, key: str) -> None:
        """Put a file for each kind of reader on an item; post again.

        Of those posted then, one is withdrawn, and one is the staff's alone since.
        """
        item = agendas.get_item(meeting.id, key)
        for seen in ("members", "staff"):
            name = f"{seen}_file"
            self.name_file(name, self.attach(meeting, f"{seen}file", seen, item))
        gone = self.attach(meeting, "withdrawnfile", "public", item)
        withheld = self.attach(meeting, "withheldfile", "members", item)
        self.post(meeting)
        posting.withdraw_file(SYSTEM, gone, reason="A mistake")
        show_file(SYSTEM, withheld, visibility="staff")
        self.name_file("withheld_file", withheld)
        self.name_file("withdrawn_file", gone)
        posted = self.states["posted"]["documents/document"]
        reading = readings.ask_reading(
            SYSTEM, self.body, document=posted, title="", note="",
            due_on=date(2026, 12, 20),
        )  # fmt: skip
        self.parts["acknowledgments/request_id"] = str(reading.id)
        for seen in ("members", "staff", "withdrawn", "closed", "withheld"):
            state = f"{seen}_file"
            self.name_meeting(state, meeting)
        added = agenda.add_item(SYSTEM, meeting, title=self.word("unposteditem"))
        self.name_meeting("unposted_item", meeting, items__key=added.key)
        self.name_file("unposted_file", self.attach(meeting, "unpostedfile", "public"))
        self.name_meeting("unposted_file", meeting)
        latest = select(AgendaChange.id).order_by(AgendaChange.id.desc())
        self.parts["changes/change_id"] = str(db.session.scalars(latest).first())

    def _build_proposals(
        self, meeting: Meeting, item: AgendaItem, contributor: User
    ) -> None:
        for state in ("drafted", "received"):
            made = proposals.begin_proposal(
                contributor, meeting, kind="decision", title=self.word(state),
                presenter="", description="", recommended_motion="", note="",
            )  # fmt: skip
            word = self.word(f"{state}file")
            kept = proposal_files.add_file(
                contributor, made, store=self.store,
                file=io.BytesIO(make_pdf(word, [word])), filename=f"{word}.pdf",
            )  # fmt: skip
            if state == "received":
                proposals.submit_proposal(contributor, made)
            names = {
                "contributions/key": made.key,
                "proposals/key": made.key,
                "files/file_id": str(kept.id),
                "merge/item_key": item.key,
            }
            self.name_meeting(state, meeting)
            self.states[state] |= names

    def _build_draft(self) -> None:
        """Draft a meeting of which nothing is posted."""
        draft = self.meet("2026-12-09T10:00", title=self.word("draftmeeting"))
        item = agenda.add_item(SYSTEM, draft, title=self.word("draftitem"))
        agenda.add_item(SYSTEM, draft, title="Second")
        self.name_file("draft", self.attach(draft, "draftfile", "public", item))
        template = templates.keep_template(SYSTEM, draft, name=self.word("template"))
        self.parts["templates/template_id"] = str(template.id)
        file = io.BytesIO(make_agenda())
        coming = imports.begin_import(SYSTEM, draft, file=file, filename="Agenda.docx")
        blocks = [{"kind": "list", "text": "Call to order", "level": 0, "cells": []}]
        imports.keep_outline(coming.id, blocks=blocks, finding="")
        change = db.session.scalars(
            select(AgendaChange.id).order_by(AgendaChange.id.desc())
        ).first()
        self.name_meeting(
            "draft",
            draft,
            items__key=item.key,
            import__import_id=str(coming.id),
            changes__change_id=str(change),
        )

    def _build_withdrawn(self) -> None:
        """Withdraw an agenda, and cancel a meeting."""
        meeting = self.meet("2026-12-17T10:00")
        item = agenda.add_item(SYSTEM, meeting, title=self.word("withdrawnitem"))
        self.post(meeting)
        posting.withdraw_agenda(SYSTEM, meeting, reason="A mistake")
        self.name_meeting("withdrawn", meeting, items__key=item.key)
        off = self.meet("2026-12-18T10:00")
        posting.post_notice(SYSTEM, off)
        posting.cancel_meeting(SYSTEM, off, reason="No quorum")
        self.name_meeting("cancelled", off)

    def _build_sitting(self, member: Person) -> None:
        """Call a meeting of today to order, close it, and write minutes of that."""
        meeting = self.meet("2026-11-23T09:00")
        closed = agenda.add_item(
            SYSTEM, meeting, title="Counsel", kind="closed",
            legal_basis="Gov. Code 11126(e)",
        )  # fmt: skip
        inside = agenda.add_item(
            SYSTEM, meeting, parent=closed, title=self.word("insidesitting")
        )
        self.post(meeting)
        who = {"body": self.body.slug, "person": member.slug}
        for kind, data in (
            ("order", {"is_live": True}),
            ("arrive", who),
            ("close", {"items": [closed.key]}),
            ("take_up", {"item": inside.key}),
        ):
            sittings.record_act(
                SYSTEM, meeting, key=str(uuid4()), kind=kind, data=dict(data)
            )
        written = minutes.begin_minutes(SYSTEM, meeting, is_closed=True)
        text = f"<p>{self.word('closedminutes')}</p>"
        minutes.edit_minutes(
            SYSTEM, written, row_version=written.row_version, preface=text, closing=""
        )
        reviews.open_review(SYSTEM, written, review_until=None)
        asked = corrections.ask_correction(
            SYSTEM, written, item_key="", asked_by="Demo", text=self.word("asked")
        )
        self.name_meeting(
            "sitting",
            meeting,
            meetings__kind="closed-minutes",
            items__key=closed.key,
            reports__key=closed.key,
            sections__key=written.sections[0].item_key,
            corrections__correction_id=str(asked.id),
        )
