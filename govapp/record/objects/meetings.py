"""The objects of a meeting: pure functions of its card and its postings."""

from collections.abc import Iterable, Iterator
from itertools import chain

from govapp.record.cards import MeetingCard
from govapp.record.folding import Posting
from govapp.record.legistar_rows import event_id, guid_of
from govapp.record.objects.gone import list_gone, vote_key
from govapp.record.objects.rows import Made, Mark
from govapp.record.objects.shapes import (
    AgendaObject,
    DocumentObject,
    Gone,
    ItemObject,
    MeetingObject,
    MinutesObject,
    MotionObject,
    Tracked,
    VoteObject,
)
from govapp.record.rows import file_rows
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item, Minutes
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Motion

CONSENT = "consent"


def meeting_objects(card: MeetingCard, postings: list[Posting]) -> list[Made]:
    """Return the objects of a meeting, and what remains of those that are gone."""
    mark = Mark(card.updated_at, postings[-1].seq)
    agendas = {
        each.version: Agenda.read(each.content)
        for each in postings
        if each.kind == Kind.AGENDA
    }
    made = [
        _meeting(card, mark),
        *_agendas(card, agendas, mark),
        *_items(card, mark),
        *_documents(card, postings, agendas, mark),
        *_motions(card, mark),
        *_minutes(card, postings, mark),
    ]
    return made + list_gone(card, postings, agendas.values(), made, mark)


def _made(card: MeetingCard, kind: str, shape: Tracked, **chosen: str) -> Made:
    given = {"meeting": card.number, "body": card.notice.bodies[0].slug, **chosen}
    return Made(kind, shape, day=card.notice.start_local[:10], **given)


def _meeting(card: MeetingCard, mark: Mark) -> Made:
    agenda, minutes = card.agenda_version, card.minutes_version
    told = card.sitting or card.result
    presiding = card.sitting.presiding if card.sitting else None
    shape = MeetingObject(
        **dict(card.notice),
        **mark.of(card.number),
        integer=event_id(card.number),
        guid=guid_of(f"meeting:{card.notice.uid}"),
        state=card.state,
        cancelled_at=card.cancelled_at,
        cancellation=card.cancellation,
        moves=card.moves,
        agenda_version=agenda.version if agenda else 0,
        agenda_posted_at=agenda.posted_at if agenda else "",
        minutes_version=minutes.version if minutes else 0,
        minutes_state=minutes.state if minutes else "",
        minutes_posted_at=minutes.posted_at if minutes else "",
        called_to_order=told.called_to_order if told else "",
        adjourned=card.adjourned_at,
        chair=presiding.name if presiding else card.result.chair if card.result else "",
        presences=card.presences,
        conflicts=card.sitting.conflicts if card.sitting else (),
        recording=card.recording,
        links=card.result.links if card.result else (),
    )
    return _made(card, "meetings", shape, status=card.state)


def _agendas(
    card: MeetingCard, agendas: dict[int, Agenda], mark: Mark
) -> Iterator[Made]:
    for version in card.agenda_versions:
        named = mark.of(f"{card.number}.{version.version}")
        if version.withdrawn:
            yield _made(card, "agendas", Gone(**named, reason=version.withdrawn))
            continue
        agenda = agendas[version.version]
        shape = AgendaObject(
            **named,
            meeting=card.number,
            version=version.version,
            entry=version.seq,
            label=version.label,
            posted_at=version.posted_at,
            is_in_force=version == card.agenda_version,
            note=agenda.note,
            posts_times=agenda.posts_times,
            item_count=sum(1 for _ in agenda.walk()),
            file_count=sum(1 for _ in agenda.all_files()),
            changes=version.changes,
        )
        yield _made(card, "agendas", shape)


def _minutes(card: MeetingCard, postings: list[Posting], mark: Mark) -> Iterator[Made]:
    read = {each.seq: each for each in postings if each.kind == Kind.MINUTES}
    for version in card.minutes_versions:
        named = mark.of(f"{card.number}.{version.version}")
        if version.withdrawn:
            yield _made(card, "minutes", Gone(**named, reason=version.withdrawn))
            continue
        minutes = dict(Minutes.read(read[version.seq].content))
        # What was recorded in the room has objects of its own.
        del minutes["sitting"]
        shape = MinutesObject(
            **named,
            **minutes,
            meeting=card.number,
            version=version.version,
            entry=version.seq,
            label=version.label,
            posted_at=version.posted_at,
            is_in_force=version == card.minutes_version,
        )
        yield _made(card, "minutes", shape, status=version.state)


def _items(card: MeetingCard, mark: Mark) -> Iterator[Made]:
    place = 0
    for item, parent, on_consent in _walk(card.agenda.items if card.agenda else ()):
        place += 1
        yield _item(card, mark, item, (place, parent, on_consent))
    for key, told in card.result.walk() if card.result else ():
        place += 1
        yield _reported(card, mark, told, key, place)


def _walk(
    items: Iterable[Item], parent: str = "", *, on_consent: bool = False
) -> Iterator[tuple[Item, str, bool]]:
    for item in items:
        yield item, parent, on_consent
        beneath = on_consent or item.kind == CONSENT
        yield from _walk(item.items, item.key, on_consent=beneath)


def _item(
    card: MeetingCard, mark: Mark, item: Item, where: tuple[int, str, bool]
) -> Made:
    place, parent, on_consent = where
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    sections = card.minutes.sections if card.minutes else ()
    said = dict(item)
    del said["items"]
    said["files"] = tuple(f for f in item.files if (f.id, f.version) not in gone)
    shape = ItemObject(
        **said,
        **mark.of(f"{card.number}.{item.key}"),
        meeting=card.number,
        position=place,
        parent=f"{card.number}.{parent}" if parent else "",
        on_consent=on_consent,
        minuted=next((each.text for each in sections if each.key == item.key), ""),
        report=next(
            (one.report.text for one in card.reports if one.report.key == item.key), ""
        ),
    )
    matter = item.matter.file_number if item.matter else ""
    return _made(card, "items", shape, status=item.status, matter=matter)


def _reported(
    card: MeetingCard, mark: Mark, told: ReportedItem, key: str, place: int
) -> Made:
    said = dict(told)
    del said["motions"]
    said["kind"] = told.kind or "other"
    shape = ItemObject(
        **said,
        **mark.of(f"{card.number}.{key}"),
        key=key,
        meeting=card.number,
        position=place,
        is_reported=True,
    )
    matter = told.matter.file_number if told.matter else ""
    return _made(card, "items", shape, status=shape.status, matter=matter)


def _documents(
    card: MeetingCard, postings: list[Posting], agendas: dict[int, Agenda], mark: Mark
) -> Iterator[Made]:
    """Yield every file that was ever posted, as what names it last has it."""
    results = [Result.read(p.content) for p in postings if p.kind == Kind.RESULT]
    carried = [
        *(r.all_files() for r in results),
        *(a.all_files() for a in agendas.values()),
    ]
    found = {(file.id, file.version): (key, file) for key, file in chain(*carried)}
    for row in file_rows(card, postings):
        key, file = found[str(row["document"]), int(str(row["version"]))]
        named = mark.of(f"{card.number}.{file.id}.{file.version}")
        if row["withdrawn"]:
            yield _made(card, "documents", Gone(**named, reason=str(row["withdrawn"])))
            continue
        shape = DocumentObject(
            **{**dict(file), **named},
            meeting=card.number,
            document=file.id,
            item=f"{card.number}.{key}" if key else "",
        )
        yield _made(card, "documents", shape)


def _motions(card: MeetingCard, mark: Mark) -> Iterator[Made]:
    seen: set[str] = set()
    for motion in card.motions:
        if motion.id not in seen:
            seen.add(motion.id)
            yield from _motion(card, motion, mark)


def _motion(card: MeetingCard, motion: Motion, mark: Mark) -> Iterator[Made]:
    key, day = f"{card.number}.{motion.id}", card.notice.start_local[:10]
    item = _item_of(card, motion)
    said = {**dict(motion), **mark.of(key), "item": item}
    if motion.applies_to:
        said["applies_to"] = f"{card.number}.{motion.applies_to}"
    shape = MotionObject(**said, meeting=card.number, date=day, key=motion.id)
    chosen = {"body": motion.body.slug, "motion": key}
    yield _made(card, "motions", shape, status=motion.state, **chosen)
    seen: set[str] = set()
    for taken in motion.rounds:
        for place, ballot in enumerate(taken.ballots):
            one = f"{key}.{taken.number}.{vote_key(ballot.person.slug, place)}"
            if one in seen:
                continue
            seen.add(one)
            vote = VoteObject(
                **dict(ballot),
                **mark.of(one),
                meeting=card.number,
                date=day,
                motion=key,
                item=item,
                body=motion.body,
                round=taken.number,
                counts=taken == motion.deciding,
            )
            told = {"status": ballot.option.value, "person": ballot.person.slug}
            yield _made(card, "votes", vote, **chosen, **told)


def _item_of(card: MeetingCard, motion: Motion) -> str:
    """Return the id of the item that a motion was made on."""
    if motion.item:
        return f"{card.number}.{motion.item}"
    for key, told in card.result.walk() if card.result else ():
        if motion in told.motions:
            return f"{card.number}.{key}"
    return ""
