"""Having the forms of agendas and certificates made, and keeping what was made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, insert, or_, select

from govapp import clock
from govapp.database import db
from govapp.documents.store import Store
from govapp.jobs import services as jobs
from govapp.record.models import PUBLIC, PublishedMeeting, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.renditions.models import OF_AGENDA, Form, Rendition

KIND = "make_"
OTHERS = {Kind.CERTIFICATE: Form.CERTIFICATE, Kind.MINUTES: Form.MINUTES}


@dataclass(frozen=True)
class Made:
    """A form of a version, once its bytes are kept."""

    version: int
    sha256: str
    size: int
    pages: int = 0


def request(
    number: str, *, forms: Iterable[Form] = OF_AGENDA, body_id: int | None = None
) -> None:
    """Have forms of what a meeting posted made, as far as they are not there.

    It is done from what is posted once the caller's transaction commits.
    """
    for form in forms:
        jobs.enqueue(
            kind=f"{KIND}{form}",
            key=number,
            payload={},
            title=_title(form, number),
            body_id=body_id,
        )


def request_all() -> None:
    """Have all forms of what meetings posted made that are not there."""
    with_agenda = select(PublishedMeeting.number).where(PublishedMeeting.has_agenda)
    for number in db.session.scalars(with_agenda.order_by(PublishedMeeting.number)):
        request(number)
    for kind, form in OTHERS.items():
        with_it = select(RecordEntry.subject).where(
            RecordEntry.log == PUBLIC, RecordEntry.kind == kind
        )
        for subject in sorted(set(db.session.scalars(with_it))):
            request(subject.removeprefix("meeting:"), forms=[form])


def _title(form: Form, number: str) -> str:
    words = {
        Form.AGENDA: _("Make the PDF of agenda %(number)s", number=number),
        Form.WORD: _("Write agenda %(number)s for Word", number=number),
        Form.PACKET: _("Bind the packet of meeting %(number)s", number=number),
        Form.DOCUMENTS: _("Pack the documents of meeting %(number)s", number=number),
        Form.CERTIFICATE: _(
            "Make the certificate of meeting %(number)s", number=number
        ),
        Form.MINUTES: _("Make the PDF of the minutes of %(number)s", number=number),
    }
    return str(words[form])


def keep(
    store: Store,
    number: str,
    form: Form,
    *,
    seq: int,
    due: Collection[int],
    made: Collection[Made],
) -> None:
    """Write down what was made of a meeting, and drop what nobody is to have."""
    mine = Rendition.meeting == number, Rendition.form == form
    gone = or_(
        Rendition.version.in_([each.version for each in made]),
        Rendition.version.not_in(due),
    )
    dropped = set(db.session.scalars(select(Rendition.sha256).where(*mine, gone)))
    db.session.execute(delete(Rendition).where(*mine, gone))
    moment = clock.now()
    for each in made:
        db.session.execute(
            insert(Rendition).values(
                meeting=number,
                form=form,
                version=each.version,
                seq=seq,
                sha256=each.sha256,
                size=each.size,
                pages=each.pages,
                made_at=moment,
            )
        )
    used = select(Rendition.sha256).where(Rendition.sha256.in_(dropped))
    for sha256 in dropped - set(db.session.scalars(used)):
        store.remove(sha256)
