"""The body itself: a seat, a member, a fact, a rule of notice, a plan and a job."""

from datetime import UTC, date, datetime, time

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Person
from govapp.committees.services.offices import Held
from govapp.database import db
from govapp.jobs.models import Job
from govapp.meetings.queries import planning
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import (
    series,
)
from govapp.notices.services import rule_sets
from tests.matrix.naming import Naming


class BodyFurnishing(Naming):
    """Builds what belongs to the body and to no meeting."""

    def build_body(self, member: Person) -> None:
        """Seat somebody, and post the body."""
        body, parts = self.body, self.parts
        seat = committees.add_seat(SYSTEM, body, label="Seat 1")
        office: Held = {"office": "chair", "start_on": "2025-01-01"}
        service = committees.appoint_member(
            SYSTEM, body, person=member, seat=seat, start_on="2025-01-01",
            offices=[office],
        )  # fmt: skip
        committees.add_fact(SYSTEM, body, text="A fact", source="The charter")
        rule_sets.attach_house_rule(
            SYSTEM, body, title="Bylaws", kind="regular", what="notice_and_agenda",
            amount=30, unit="calendar_days", start_on=date(2026, 1, 1),
        )  # fmt: skip
        committees.post_changes(SYSTEM, body)
        attached = body.rule_sets[0]
        parts |= {
            "seats/seat_id": str(seat.id),
            "members/membership_id": str(service.id),
            "offices/office_id": str(service.offices[0].id),
            "facts/fact_id": str(body.facts[0].id),
            "notice-rules/attached_id": str(attached.id),
            "people/slug": member.slug,
        }

    def build_plan(self) -> None:
        """Plan a series of which nothing is posted, and leave a job to be done."""
        planned = series.plan_series(
            SYSTEM, body=self.body, year=2027, rule=Rule("month", (2,), 2, (3, 4)),
            start=time(10), minutes=60, kind="regular", title=self.word("plan"),
        )  # fmt: skip
        plan = planning.get_plan(2027, [self.body], [self.body.id])
        date_key = next(one.key for one in plan.proposals)
        job = Job(
            kind="nothing", key=self.body.slug, payload={}, title=self.word("job"),
            body_id=self.body.id, state="failed",
            due_at=datetime(2026, 12, 1, tzinfo=UTC),
            created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )  # fmt: skip
        db.session.add(job)
        db.session.flush()
        self.parts |= {
            "series/series_id": str(planned.id),
            "dates/key": date_key,
            "jobs/job_id": str(job.id),
        }
