"""How far the forms of an agenda are, as the desk sees it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from govapp.database import db
from govapp.jobs.models import Job, State
from govapp.record.cards import MeetingCard
from govapp.renditions.models import Form
from govapp.renditions.published import (
    FILES,
    PublicRendition,
    find_rendition,
    list_due,
)
from govapp.renditions.services import KIND


@dataclass(frozen=True)
class Standing:
    """A form of the agenda in force: what is there, and what is done for it now.

    `made` is None where it is missing or no longer up to date.
    """

    form: Form
    address: str
    made: PublicRendition | None
    job: Job | None

    @property
    def state(self) -> str:
        """Whether it is made, being made, or could not be made."""
        if self.made:
            return "made"
        has_failed = self.job and self.job.state in {State.FAILED, State.CANCELLED}
        return "failed" if has_failed else "waiting"


def list_standings(card: MeetingCard) -> Iterator[Standing]:
    """Yield each form in which the agenda in force is to be had."""
    jobs = _map_jobs(card.number)
    for form, version in list_due(card):
        if version == card.agenda_version:
            yield Standing(
                form,
                f"/meetings/{card.number}/{FILES[form][0]}",
                find_rendition(card, form, version.version),
                jobs.get(f"{KIND}{form}"),
            )


def _map_jobs(number: str) -> dict[str, Job]:
    """Return the newest job for each form, by its kind."""
    found = db.session.scalars(
        select(Job)
        .where(Job.key == number, Job.kind.in_([f"{KIND}{form}" for form in Form]))
        .order_by(Job.id)
    )
    return {job.kind: job for job in found}
