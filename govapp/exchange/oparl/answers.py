"""What each address answers: objects, and lists of them in pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from govapp.exchange.oparl import organizations, published
from govapp.exchange.oparl.children import CHILDREN, Meetings
from govapp.exchange.oparl.filters import Filters
from govapp.exchange.oparl.names import Row, Site, Times
from govapp.exchange.oparl.papers import paper_of
from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.published import map_pages
from govapp.record.shapes.bodies import Organization
from govapp.record.shapes.matters import Matter


@dataclass(frozen=True)
class Listing:
    """A page of a list; `total` is None where counting would mean reading all."""

    rows: list[Row]
    pages: int
    total: int | None


def find_system(site: Organization, at: Site) -> Row | None:
    """Return what describes the interface, None before anything was posted."""
    times = published.find_own_times()
    return organizations.system_of(site, times, at) if times else None


def find_body(site: Organization, at: Site) -> Row | None:
    """Return the organization, None before anything was posted."""
    times = published.find_own_times()
    if times is None:
        return None
    return organizations.body_of(site, _map_terms(), times, at)


def list_objects(
    name: str, filters: Filters, at: Site, organization: str = ""
) -> Listing | None:
    """Return a page of a list, of one body's if given; None without that list."""
    if name in SMALL:
        return page_of(SMALL[name](at), filters)
    numbers = published.list_numbers(organization) if organization else None
    if name == "paper":
        return _papers(filters, at)
    if name != "meeting" and name not in CHILDREN:
        return None
    known = published.map_times("meeting")
    subjects = {
        subject: times
        for subject, times in known.items()
        if numbers is None or subject.partition(":")[2] in numbers
    }
    chosen, listing = _cut(subjects, filters, is_whole=name in {"meeting", "location"})
    listing.rows.extend(_of_meetings(name, chosen, filters, at))
    return listing


def _cut(
    subjects: Mapping[str, Times], filters: Filters, *, is_whole: bool
) -> tuple[dict[str, Times], Listing]:
    """Return the subjects of a page, and the page without its rows."""
    fitting = [
        (one, when) for one, when in subjects.items() if filters.fits_times(when)
    ]
    first = (filters.page - 1) * filters.limit
    pages = max(1, -(-len(fitting) // filters.limit))
    total = len(fitting) if is_whole else None
    chosen = dict(fitting[first : first + filters.limit])
    return chosen, Listing([], pages, total)


def page_of(rows: list[Row], filters: Filters) -> Listing:
    """Return the page of a list that is known whole."""
    kept = [
        row
        for row in rows
        if filters.fits(row["created"], row["modified"])
        and (filters.shows_deleted or not row.get("deleted"))
    ]
    first = (filters.page - 1) * filters.limit
    shown = [filters.trim(row) for row in kept[first : first + filters.limit]]
    return Listing(shown, max(1, -(-len(kept) // filters.limit)), len(kept))


def _of_meetings(
    name: str, chosen: Mapping[str, Times], filters: Filters, at: Site
) -> list[Row]:
    meetings = _read_meetings(chosen)
    rows = CHILDREN[name](meetings, at)
    return [
        filters.trim(row)
        for row in rows
        if filters.shows_deleted or not row.get("deleted")
    ]


def _read_meetings(chosen: Mapping[str, Times]) -> Meetings:
    pages = map_pages(chosen)
    return {
        subject.partition(":")[2]: (MeetingCard.read(pages[subject]), times)
        for subject, times in chosen.items()
        if subject in pages
    }


def _papers(filters: Filters, at: Site) -> Listing:
    meetings, taken = published.map_times("meeting"), published.map_taken()
    subjects = {
        subject: _with_meetings(subject, times, taken, meetings)
        for subject, times in published.map_times("matter").items()
    }
    chosen, listing = _cut(subjects, filters, is_whole=True)
    rows = _make_papers(chosen, taken, meetings, at)
    listing.rows.extend(filters.trim(row) for row in rows)
    return listing


def _with_meetings(
    subject: str,
    times: Times,
    taken: Mapping[str, list[str]],
    meetings: Mapping[str, Times],
) -> Times:
    """Return when a matter changed, or a meeting that took it up."""
    for number in taken.get(subject.partition(":")[2], ()):
        times = times.and_also(meetings[f"meeting:{number}"])
    return times


def _make_papers(
    chosen: Mapping[str, Times],
    taken: Mapping[str, list[str]],
    meetings: Mapping[str, Times],
    at: Site,
) -> list[Row]:
    numbers = [
        number
        for subject in chosen
        for number in taken.get(subject.partition(":")[2], ())
    ]
    read = _read_meetings(
        {f"meeting:{one}": meetings[f"meeting:{one}"] for one in numbers}
    )
    pages = map_pages(chosen)
    rows = []
    for subject, times in chosen.items():
        matter = Matter.read(pages[subject])
        held = [read[number] for number in taken.get(matter.file_number, ())]
        held.sort(key=lambda one: (one[0].notice.start_at, one[0].number))
        rows.append(paper_of(matter, held, times, at))
    return rows


def find_object(kind: str, key: str, at: Site) -> Row | None:
    """Return an object by the parts of its address, deleted ones too, or None."""
    if kind in SMALL:
        rows = SMALL[kind](at)
    elif kind == "paper":
        rows = _find_paper(key, at)
    elif kind in CHILDREN:
        subject = f"meeting:{key.partition('/')[0]}"
        times = published.find_times(subject)
        meetings = _read_meetings({subject: times}) if times else {}
        rows = CHILDREN[kind](meetings, at)
    else:
        return None
    whole = at.url(kind, *key.split("/"))
    return next((row for row in rows if row["id"] == whole), None)


def _find_paper(key: str, at: Site) -> list[Row]:
    subject = f"matter:{key}"
    times = published.find_times(subject)
    if times is None:
        return []
    taken, meetings = published.map_taken(), published.map_times("meeting")
    whole = _with_meetings(subject, times, taken, meetings)
    return _make_papers({subject: whole}, taken, meetings, at)


def _organizations(at: Site) -> list[Row]:
    known = published.map_times("body")
    pages = map_pages(known)
    return [
        organizations.organization_of(BodyCard.read(pages[subject]), times, at)
        for subject, times in known.items()
        if subject in pages
    ]


def _titles() -> dict[str, str]:
    """Return what the members of each body are called."""
    pages = map_pages(published.map_times("body"))
    bodies = [BodyCard.read(card).body for card in pages.values()]
    return {body.slug: body.member_title for body in bodies}


def _membership_rows(
    held: Mapping[str, published.Held], titles: Mapping[str, str], at: Site
) -> dict[str, Row]:
    return {
        key: organizations.membership_of(
            key, one.value, titles.get(key.partition("/")[0], ""), one.times, at
        )
        if one.is_there
        else at.delete("Membership", key, one.times)
        for key, one in held.items()
    }


def _memberships(at: Site) -> list[Row]:
    rows = _membership_rows(published.map_memberships(), _titles(), at)
    return [rows[key] for key in sorted(rows)]


def _people(at: Site) -> list[Row]:
    held = published.map_memberships()
    rows = _membership_rows(held, _titles(), at)
    people: dict[str, list[str]] = {}
    for key, one in held.items():
        people.setdefault(one.value[0].person.slug, []).append(key)
    found = []
    for slug in sorted(people):
        ones = [held[key] for key in people[slug]]
        times = Times(
            min(one.times.created for one in ones),
            max(one.times.modified for one in ones),
        )
        there = [key for key in people[slug] if held[key].is_there]
        if there:
            name, kept = held[there[-1]].value[0].person.name, [rows[k] for k in there]
            found.append(organizations.person_of(slug, name, kept, times, at))
        else:
            found.append(at.delete("Person", slug, times))
    return found


def _map_terms() -> dict[str, Times]:
    """Return the years of meetings, each with when its first one was posted."""
    known, terms = published.map_times("meeting"), dict[str, Times]()
    for number, year in published.map_years().items():
        created = known[f"meeting:{number}"].created
        first = min(created, terms[year].created) if year in terms else created
        terms[year] = Times(first, first)
    return dict(sorted(terms.items()))


def _terms(at: Site) -> list[Row]:
    terms = _map_terms()
    return [organizations.term_of(year, terms[year], at) for year in terms]


SMALL: dict[str, Callable[[Site], list[Row]]] = {
    "organization": _organizations,
    "person": _people,
    "membership": _memberships,
    "legislativeterm": _terms,
}
