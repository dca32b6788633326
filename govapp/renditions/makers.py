"""How each form is made, within a folder of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from govapp import clock, paths
from govapp.documents.store import Store
from govapp.parsing import child
from govapp.parsing.child import Limits
from govapp.record.cards import MeetingCard, Version
from govapp.record.shapes.base import File
from govapp.renditions import published, rules
from govapp.renditions.archives import Member, pack
from govapp.renditions.certifying import write_certificate
from govapp.renditions.minuting import write_minutes
from govapp.renditions.models import Form
from govapp.renditions.papers import Cover, Paper, Sheet
from govapp.renditions.published import Source
from govapp.renditions.word import write_word
from govapp.renditions.writing import write_paper

TEMPLATES = paths.TEMPLATES
PDF = "application/pdf"
AGENDA, CERTIFICATE = "renditions/agenda.typ", "renditions/certificate.typ"
MINUTES = "renditions/minutes.typ"
GIGABYTE = 1024 * 1024 * 1024
BINDING = Limits(
    processor=600, wall=1200, memory=4 * GIGABYTE, file=3 * GIGABYTE, files=2048
)
Hear = Callable[[int, int], None]
# A version, the file that is its form, and how many pages it has if it has any.
Made = tuple[Version, Path, int]


@dataclass(frozen=True)
class Order:
    """Versions of a meeting's agenda of which a form is to be made."""

    card: MeetingCard
    versions: tuple[Version, ...]
    folder: Path
    hear: Hear

    def read(self, version: Version) -> Source:
        """Return what a version is written from."""
        settings = current_app.extensions["govapp.settings"]
        return published.read_source(self.card, version, settings.base_url)


Maker = Callable[[Order], Iterator[Made]]


def make_agendas(order: Order) -> Iterator[Made]:
    """Set each version in type."""
    if not order.versions:
        return
    papers = [write_paper(order.read(version)) for version in order.versions]
    names = [f"{version.version}.pdf" for version in order.versions]
    pages = _typeset(order, AGENDA, zip(names, papers, order.versions, strict=True))
    for name, version, count in zip(names, order.versions, pages, strict=True):
        yield version, order.folder / name, count


def make_word(order: Order) -> Iterator[Made]:
    """Write the agenda for Word."""
    for version in order.versions:
        path, at = order.folder / "agenda.docx", clock.instant(version.posted_at)
        path.write_bytes(write_word(write_paper(order.read(version)), at))
        yield version, path, 0


def make_packet(order: Order) -> Iterator[Made]:
    """Bind cover, agenda and originals into one PDF."""
    for version in order.versions:
        source = order.read(version)
        bound = child.run(
            "bind",
            order.folder,
            BINDING,
            hear=order.hear,
            templates=str(TEMPLATES),
            fonts=str(paths.FONTS),
            at=version.posted_at,
            paper=asdict(add_cover(write_paper(source))),
            files=_fetch_originals(order, source),
            why=give_reasons(),
        )
        yield version, order.folder / "packet.pdf", bound["pages"]


def make_documents(order: Order) -> Iterator[Made]:
    """Pack the agenda and all its documents into one archive."""
    for version in order.versions:
        source = order.read(version)
        agenda = write_paper(source)
        _typeset(order, AGENDA, [("agenda.pdf", agenda, version)])
        places = _place(source)
        at, path = clock.instant(version.posted_at), order.folder / "documents.zip"
        with path.open("wb") as out:
            pack(out, _members(order, source, places), at)
        yield version, path, 0


def make_certificate(order: Order) -> Iterator[Made]:
    """Set the certificate of posting in type."""
    for version in order.versions:
        settings = current_app.extensions["govapp.settings"]
        origin = published.read_origin(
            order.card, Form.CERTIFICATE, version, settings.base_url
        )
        paper = write_certificate(origin, version)
        (count,) = _typeset(order, CERTIFICATE, [("it.pdf", paper, version)])
        yield version, order.folder / "it.pdf", count


def make_minutes(order: Order) -> Iterator[Made]:
    """Set each version of the minutes in type."""
    settings = current_app.extensions["govapp.settings"]
    papers = [
        write_minutes(
            published.read_origin(order.card, Form.MINUTES, version, settings.base_url),
            version,
        )
        for version in order.versions
    ]
    names = [f"{version.version}.pdf" for version in order.versions]
    pages = (
        _typeset(order, MINUTES, zip(names, papers, order.versions, strict=True))
        if papers
        else []
    )
    for name, version, count in zip(names, order.versions, pages, strict=True):
        yield version, order.folder / name, count


def _typeset(
    order: Order, template: str, papers: Iterable[tuple[str, Sheet, Version]]
) -> list[int]:
    pages: list[int] = child.run(
        "typeset",
        order.folder,
        templates=str(TEMPLATES),
        fonts=str(paths.FONTS),
        papers=[
            {
                "name": name,
                "template": template,
                "paper": asdict(paper),
                "at": version.posted_at,
            }
            for name, paper, version in papers
        ],
    )
    return pages


def add_cover(paper: Paper) -> Paper:
    """Return an agenda as the beginning of a packet."""
    cover = Cover(
        title=_("In this packet"),
        text=_(
            "A copy for convenience: the agenda, and after it the documents that are "
            "PDFs, as they were posted. The copy may not be accessible to everyone. "
            "Each title below leads to the original."
        ),
        columns=(_("Document"), _("Page")),
        included=(),
        left_out_title=_("Not included"),
        left_out=(),
    )
    title = _("Packet: %(title)s", title=paper.title)
    form = _("Packet · %(form)s", form=paper.form)
    return replace(paper, title=title, form=form, cover=cover)


def give_reasons() -> dict[str, str]:
    """Say why a document is not bound in, by the word with which it is refused."""
    return {
        "other": _("Not included: it is no PDF."),
        "locked": _("Not included: it is protected by a password."),
        "damaged": _("Not included: it is damaged, or has no pages."),
        "too_long": _("Not included: the packet would have too many pages."),
    }


def _list_files(source: Source) -> list[tuple[str, File]]:
    """Return the files that are still published, each with the key of its item."""
    gone = {(file.id, file.version) for file in source.card.withdrawn_files}
    return [
        (key, file)
        for key, file in source.agenda.all_files()
        if (file.id, file.version) not in gone
    ]


def _fetch_originals(order: Order, source: Source) -> dict[str, str]:
    """Copy the PDFs into the folder; return their names there by their addresses."""
    found = {}
    for number, (_key, file) in enumerate(_list_files(source)):
        if file.media_type == PDF:
            name = f"{number}.pdf"
            with (order.folder / name).open("wb") as copy:
                copy.writelines(_read(file))
            found[source.base_url + file.path] = name
    return found


def _read(file: File) -> Iterator[bytes]:
    """Yield a file's bytes, once they are known to be the right ones."""
    store: Store = current_app.extensions["govapp.posted"]
    store.check(file.sha256)
    return store.read(file.sha256)


@dataclass(frozen=True)
class Place:
    """Where a document stands in the archive; `item` says beneath what."""

    path: str
    item: str
    file: File
    address: str


def _place(source: Source) -> list[Place]:
    """Give each document a folder by its item, in the order of the agenda."""
    items = {item.key: item for item in source.agenda.walk()}
    order = {key: number for number, key in enumerate(items, start=1)}
    names = {
        key: f"{item.number} {item.title}".strip() for key, item in items.items()
    } | {"": _("Meeting")}
    files = _list_files(source)
    paths = rules.tell_apart(
        f"{rules.folder_name(order.get(key, 0), names[key])}"
        f"/{rules.member_name(file.name)}"
        for key, file in files
    )
    return [
        Place(path, names[key], file, source.base_url + file.path)
        for path, (key, file) in zip(paths, files, strict=True)
    ]


def _members(order: Order, source: Source, places: list[Place]) -> Iterator[Member]:
    page = current_app.jinja_env.get_template("renditions/index.html")
    index = page.render(source=source, places=places).encode()
    yield Member("index.html", len(index), [index])
    agenda = (order.folder / "agenda.pdf").read_bytes()
    yield Member("agenda.pdf", len(agenda), [agenda])
    for done, place in enumerate(places):
        order.hear(done, len(places))
        yield Member(place.path, place.file.size, _read(place.file))
