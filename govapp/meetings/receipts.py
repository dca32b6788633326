"""What the secretaries are told of each posting, and members of minutes to review."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask_babel import gettext as _
from flask_babel import ngettext

from govapp import clock
from govapp.accounts.queries import list_emails, map_linked
from govapp.committees.models import Person
from govapp.committees.queries import list_serving
from govapp.database import db
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.meetings.content import meeting_title
from govapp.meetings.models import Meeting, Minutes
from govapp.permissions import Role
from govapp.record.cards import Line
from govapp.record.log import get_note
from govapp.record.shapes.base import BodyRef, Kind
from govapp.subscriptions import queries as subscriptions
from govapp.web.filters import day

GATHERED = "receipts"
WITHHELD = "receipts withheld"


@contextmanager
def gathered() -> Iterator[None]:
    """Let each secretary have one mail of all that is posted meanwhile."""
    letters: dict[str, list[tuple[str, str]]] = {}
    db.session.info[GATHERED] = letters
    try:
        yield
    finally:
        del db.session.info[GATHERED]
    for email, parts in letters.items():
        subject = parts[0][0]
        if len(parts) > 1:
            subject = ngettext(
                "Posted: %(num)s posting", "Posted: %(num)s postings", len(parts)
            )
        text = "\n\n".join(part[1] for part in parts)
        mail.enqueue(recipient=email, subject=subject, text=text)


@contextmanager
def withheld() -> Iterator[None]:
    """Tell nobody what is posted meanwhile: history that is taken in is no news."""
    db.session.info[GATHERED] = {}
    db.session.info[WITHHELD] = True
    try:
        yield
    finally:
        del db.session.info[GATHERED], db.session.info[WITHHELD]


def is_withheld() -> bool:
    """Say whether nobody is told what is posted now."""
    return WITHHELD in db.session.info


def send(meeting: Meeting, seq: int, what: str) -> None:
    """Put a receipt into the outbox for every secretary of the meeting's bodies.

    `what` names the posting, such as "agenda version 2, revised".
    """
    title = meeting_title(meeting)
    subject = _("Posted: %(what)s, %(title)s", what=what, title=title)
    text = _(
        "Posted: %(what)s.\n\n"
        "Meeting %(number)s, %(title)s, %(day)s.\n"
        "Read it as everyone does: %(link)s\n\n"
        "Entry %(seq)s of the public record, posted %(at)s: %(proof)s\n\n"
        "Keep this mail. With these lines, the checkpoint signed with that entry, you "
        "can show later that nothing posted until then was changed:\n\n%(note)s",
        what=what,
        number=meeting.number,
        title=title,
        day=meeting.start_local.replace("T", ", "),
        link=mail.link(f"/meetings/{meeting.number}"),
        seq=seq,
        at=clock.stamp(clock.now()),
        proof=mail.link(f"/record/{seq}"),
        note=get_note(seq),
    )
    for email in list_recipients(meeting):
        _tell(email, subject, text)


def _tell(email: str, subject: str, text: str) -> None:
    letters = db.session.info.get(GATHERED)
    if letters is None:
        mail.enqueue(recipient=email, subject=subject, text=text)
    else:
        letters.setdefault(email, []).append((subject, text))


def count_followers(meeting: Meeting, *postings: tuple[Kind, str]) -> int:
    """Count the followers whom postings of these kinds and labels would be told."""
    bodies = tuple(BodyRef(slug=body.slug, name=body.name) for body in meeting.bodies)
    return subscriptions.count_followers(
        Line(
            seq=0,
            kind=kind,
            version=1,
            label=label,
            posted_at="",
            number=meeting.number or "",
            title="",
            bodies=bodies,
        )
        for kind, label in postings
    )


def list_recipients(meeting: Meeting) -> Sequence[str]:
    """Return the addresses of the secretaries whom each posting is told to."""
    return list_emails(Role.SECRETARY, [body.id for body in meeting.bodies])


def tell_reviewers(minutes: Minutes) -> None:
    """Tell the members who may read a draft of minutes that it is in review."""
    meeting = minutes.meeting
    people: dict[int, Person] = {}
    for body in [meeting.host] if minutes.is_closed else meeting.bodies:
        people |= list_serving(body)
    until = minutes.review_until
    for user in map_linked(people).values():
        subject, text = texts.write(
            "mail/review_opened.txt",
            name=user.name,
            meeting=f"{meeting_title(meeting)}, {day(meeting.start_local)}",
            until=day(until) if until else "",
            address=mail.link(f"/my/meetings/{meeting.number}/{minutes.kind}"),
        )
        mail.enqueue(recipient=user.email, subject=subject, text=text)
