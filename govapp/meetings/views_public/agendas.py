"""Former versions of an agenda, and what changed between any two."""

from collections.abc import Callable, Mapping, Sequence

from flask import request
from flask.typing import ResponseReturnValue

from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.published.differences import Read, compare
from govapp.meetings.published.side_by_side import lay_out
from govapp.meetings.published.words import item_field
from govapp.meetings.views_public.blueprint import blueprint
from govapp.record.shapes.meetings import Agenda
from govapp.web import public

VIEWS: dict[bool, tuple[str, Callable[[Agenda, Agenda, Read], Sequence[object]]]] = {
    False: ("public/meetings/changes.html", compare),
    True: ("public/meetings/side_by_side.html", lay_out),
}


@blueprint.get("/meetings/<string:number>/agenda/v/<int:version>")
def agenda(number: str, version: int) -> ResponseReturnValue:
    """Show one version of the agenda."""
    card = published.get_card(number)
    known, content = published.get_agenda(card, version)
    return public.render(
        "public/meetings/agenda.html",
        card=card,
        version=known,
        agenda=content,
        reading=published.make_reading(card, is_current=known == card.agenda_version),
    )


@blueprint.get("/meetings/<string:number>/agenda/changes")
def changes(number: str) -> ResponseReturnValue:
    """Show how two versions of the agenda differ."""
    card = published.get_card(number)
    agendas = published.list_agendas(card)
    old, new = read(request.args, sorted(agendas))
    versions = {version.version: version for version in card.agenda_versions}
    is_side = request.args.get("view") == "side"
    template, show = VIEWS[is_side]
    return public.render(
        template,
        card=card,
        old=versions[old],
        new=versions[new],
        versions=[versions[version] for version in sorted(agendas)],
        differences=show(agendas[old], agendas[new], item_field),
    )


def read(given: Mapping[str, str], versions: list[int]) -> tuple[int, int]:
    """Read which versions to compare, by default the last two.

    Raises NotFoundError when a version is not there or there are no two.
    """
    if len(versions) < 2:
        raise NotFoundError
    names = {str(version): version for version in versions}
    old = names.get(given.get("from") or str(versions[-2]))
    new = names.get(given.get("to") or str(versions[-1]))
    if old is None or new is None:
        raise NotFoundError
    return old, new
