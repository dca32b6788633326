"""Minutes as they are written on paper, from what was posted."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from govapp.errors import NotFoundError
from govapp.meetings.published import get_minutes, vote_words, words
from govapp.meetings.published.minutes import REST, Facts, list_facts
from govapp.meetings.published.releases import released
from govapp.record.cards import Version
from govapp.record.shapes.meetings import Attendee, Minutes
from govapp.record.shapes.sittings import Conflict, Motion, Presence
from govapp.renditions.letterheads import write_head
from govapp.renditions.papers import Fact, Minuted, MinutesPaper, Moved, Named, Words
from govapp.renditions.prose import read_prose
from govapp.renditions.published import Origin
from govapp.web.badges import BADGES
from govapp.web.filters import clock_time, day, moment, when


def write_minutes(origin: Origin, version: Version) -> MinutesPaper:
    """Write one version of a meeting's minutes in words; raises NotFoundError."""
    _known, minutes = get_minutes(origin.card, version.version)
    if minutes is None:
        raise NotFoundError
    notice = origin.card.notice
    heading, state = _("Minutes"), str(BADGES[minutes.state].word)
    date = day(notice.start_local)
    address = f"{origin.address}/minutes"
    return MinutesPaper(
        title=f"{heading}: {notice.title}, {date}",
        organization=origin.organization.name,
        head=write_head(origin.organization, origin.body),
        heading=heading,
        when=notice.title,
        form=date if notice.is_all_day else when(notice.start_local, notice.time_zone),
        running=f"{heading} · {notice.title} · {date}",
        alert="" if minutes.state == "approved" else state,
        alerts=(),
        facts=(
            Fact(_("State"), _stand(minutes, state)),
            *([Fact(_("Place"), notice.place)] if notice.place else []),
            Fact(_("On the web"), address, address),
        ),
        closing=(),
        posted=_(
            "Meeting %(number)s · Minutes version %(version)s · Posted %(when)s",
            number=notice.number,
            version=version.version,
            when=moment(version.posted_at, notice.time_zone),
        ),
        checkpoint=_("Checkpoint of the record: %(line)s", line=origin.checkpoint)
        if origin.checkpoint
        else "",
        words=Words(
            page=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}")
        ),
        parts=tuple(_parts(minutes, notice.time_zone)),
        columns={
            "present": (_("Name"), _("Attendance")),
            "votes": (_("Member"), _("Vote")),
        },
    )


def _stand(minutes: Minutes, state: str) -> str:
    approved, corrected = minutes.approved_at, minutes.corrected_at
    if approved is None:
        return state
    told = _("%(state)s on %(day)s", state=state, day=day(approved.date))
    if corrected:
        return _("%(state)s, corrected on %(day)s", state=told, day=day(corrected.date))
    return told


def _parts(minutes: Minutes, zone: str) -> Iterator[Minuted]:
    facts, sitting = list_facts(minutes), minutes.sitting
    if sitting:
        called = clock_time(sitting.called_to_order, zone)
        opening = [_("Called to order at %(time)s.", time=called)]
        if sitting.presiding:
            opening.append(_("In the chair: %(name)s.", name=sitting.presiding.name))
        yield Minuted(texts=(" ".join(opening),))
    yield Minuted(prose=read_prose(minutes.preface))
    present = [
        *_present(sitting.presences if sitting else (), zone),
        *_attended(minutes.attendance),
    ]
    if present:
        yield Minuted(title=_("Attendance"), present=tuple(present))
    for section in minutes.sections:
        title = f"{section.number} {section.title}".strip()
        basis = section.legal_basis
        based = [_("Legal basis: %(basis)s", basis=basis)] if basis else []
        yield _minuted(title, section.text, facts[section.key], zone, based)
    for section in minutes.released:
        title = f"{section.number} {section.title}".strip()
        told = (released(section.released),) if section.released else ()
        yield Minuted(title=title, texts=told, prose=read_prose(section.text))
    rest = facts[REST]
    if rest.conflicts or rest.motions or rest.pauses:
        yield _minuted(_("Besides the items"), "", rest, zone)
    ends = clock_time(sitting.adjourned, zone) if sitting and sitting.adjourned else ""
    yield Minuted(
        prose=read_prose(minutes.closing),
        afterwards=(_("Adjourned at %(time)s.", time=ends),) if ends else (),
    )
    if minutes.corrections:
        yield Minuted(
            title=_("Corrections"),
            texts=(
                _("The text above has them already."),
                *(
                    ": ".join(
                        part
                        for part in (f"{each.number} {each.title}".strip(), each.text)
                        if part
                    )
                    for each in minutes.corrections
                ),
            ),
        )


def _minuted(
    title: str, text: str, facts: Facts, zone: str, first: Iterable[str] = ()
) -> Minuted:
    report = facts.report
    taken = clock_time(facts.taken_at, zone) if facts.taken_at else ""
    return Minuted(
        title=title,
        texts=(
            *first,
            *([_("Taken up at %(time)s.", time=taken)] if taken else []),
            *map(_conflict, facts.conflicts),
            *(vote_words.pause(each, zone) for each in facts.pauses),
        ),
        prose=read_prose(text),
        motions=tuple(map(_moved, facts.motions)),
        afterwards=(_("Reported out of closed session: %(text)s", text=report.text),)
        if report
        else (),
    )


def _conflict(told: Conflict) -> str:
    kind = vote_words.conflict_kind(told.kind)
    return f"{told.person.name}, {kind}: {told.statement}"


def _moved(motion: Motion) -> Moved:
    taken = motion.deciding
    people = [
        (_("Moved by %(name)s"), motion.mover),
        (_("seconded by %(name)s"), motion.seconder),
    ]
    named = [text % {"name": one.name} for text, one in people if one]
    told = [
        ": ".join(
            filter(None, (motion.body.name, vote_words.motion_kind(motion.kind)))
        ),
        ", ".join(named),
        motion.note,
        taken.note if taken else "",
        *(vote_words.part(each) for each in (taken.parts if taken else ())),
    ]
    return Moved(
        text=motion.text or _("The wording of this motion is not known."),
        result=vote_words.motion_result(motion),
        texts=tuple(filter(None, told)),
        votes=tuple(
            Named(line.person.name, vote_words.ballot(line))
            for line in (taken.ballots if taken else ())
        ),
    )


def _present(presences: Iterable[Presence], zone: str) -> Iterator[Named]:
    for each in presences:
        stays = "; ".join(
            filter(None, (vote_words.stay(one, zone) for one in each.stays))
        )
        status = words.attendance(each.status).capitalize()
        name = ", ".join(filter(None, (each.person.name, each.role, each.body.name)))
        yield Named(name, ", ".join(filter(None, (status, stays))))


def _attended(people: Iterable[Attendee]) -> Iterator[Named]:
    for each in people:
        status = words.attendance(each.status).capitalize()
        mode = words.attendance(each.mode) if each.mode else ""
        name = ", ".join(filter(None, (each.name, each.role)))
        yield Named(name, ", ".join(filter(None, (status, mode))))
