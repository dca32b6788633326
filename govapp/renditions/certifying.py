"""A certificate of posting as it is written on paper, from what was issued."""

from collections.abc import Iterator

from flask_babel import gettext as _

from govapp.errors import NotFoundError
from govapp.notices.published.certificates import Certified, read_certificate
from govapp.record.cards import Version
from govapp.renditions.letterheads import write_head
from govapp.renditions.papers import CertificatePaper, Fact, Passage, Proven, Words
from govapp.renditions.published import Origin
from govapp.web.badges import BADGES
from govapp.web.filters import day, when


def write_certificate(origin: Origin, version: Version) -> CertificatePaper:
    """Write a meeting's newest certificate in words; raises NotFoundError."""
    shown = origin.card.certificate
    if shown is None:
        raise NotFoundError
    told = read_certificate(shown)
    heading = _("Posting certificate")
    issued = when(version.posted_at, shown.time_zone)
    address = f"{origin.address}/certificate"
    return CertificatePaper(
        title=f"{heading}: {shown.title}, {day(shown.start_local)}",
        organization=origin.organization.name,
        head=write_head(origin.organization, origin.body),
        heading=heading,
        when=shown.title,
        form=told.issued(issued, version.version),
        running=f"{heading} · {shown.title} · {day(shown.start_local)}",
        alert="",
        alerts=(),
        facts=(
            *(Fact(name, text) for name, text in told.facts),
            Fact(_("On the web"), address, address),
        ),
        closing=(),
        posted=_(
            "Meeting %(number)s · Certificate version %(version)s · Issued %(when)s",
            number=shown.number,
            version=version.version,
            when=issued,
        ),
        checkpoint=_("Checkpoint of the record: %(line)s", line=origin.checkpoint)
        if origin.checkpoint
        else "",
        words=Words(
            page=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}")
        ),
        passages=tuple(_passages(told, origin.base_url)),
    )


def _passages(told: Certified, base_url: str) -> Iterator[Passage]:
    yield Passage(
        _("Rules of notice"),
        texts=() if told.rules else (told.unwatched,),
        parts=tuple(
            Passage(f"{rule.title}: {BADGES[rule.state].word}", rule.texts)
            for rule in told.rules
        ),
    )
    yield Passage(
        _("Postings on this website"),
        postings=tuple(
            Proven(
                each.words,
                f"{base_url}{each.address}",
                each.when,
                each.entry,
                each.sha256,
            )
            for each in told.postings
        ),
    )
    yield Passage(_("Seen from outside"), (told.seen,), points=told.spans)
    yield Passage(_("Statement"), (told.statement,), blanks=told.blanks)
