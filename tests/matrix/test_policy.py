"""A cell of the policy that is flipped is noticed in what some address answers."""

import re

import pytest
from werkzeug.test import TestResponse

from govapp.portal.rules import POLICY, READABLE, Cell, Standing, Thing
from tests.matrix.building import Site
from tests.matrix.naming import Parts
from tests.matrix.walking import Walker

pytestmark = pytest.mark.parametrize("site", ["sqlite"], indirect=True)

# Who asks from which standing; a guest's own meeting is the one that has the state
# released, and there they are a visitor to what they were not invited to.
HOLDERS = {
    Standing.VISITOR: "counsel",
    Standing.OTHER: "neighbor",
    Standing.FORMER: "former",
    Standing.GUEST: "counsel",
    Standing.JOINT: "returned",
    Standing.RECUSED: "conflicted",
    Standing.MEMBER: "member",
    Standing.SECRETARY: "clerk",
    Standing.ADMINISTRATOR: "overseer",
}
# A form's own key is another in each answer, as is a marked copy's, of one length.
KEY = re.compile(rb'name="idempotency_key" type="hidden" value="[^"]*"')
PDF = "application/pdf"
BOOK = "/my/meetings/{meetings/number}"
PAPER = "/my/documents/{documents/document}/v/1/{v/name}"
# At which addresses each thing is asked for, with the state that fills them.
ADDRESSES = {
    Thing.BOOK: [("posted", BOOK), ("released", BOOK)],
    Thing.OPEN_ITEM: [("posted", BOOK), ("released", BOOK)],
    Thing.CLOSED_ITEM: [("released", BOOK), ("released", f"{BOOK}/closed-minutes")],
    Thing.PUBLIC_FILE: [("released", BOOK), ("posted", BOOK), ("posted", PAPER)],
    Thing.MEMBERS_FILE: [("members_file", PAPER)],
    Thing.CLOSED_FILE: [("closed_file", PAPER), ("unreleased", PAPER)],
    Thing.STAFF_FILE: [("withheld_file", PAPER), ("withheld_inside", PAPER)],
    Thing.WITHDRAWN: [("posted", BOOK), ("released", BOOK), ("withdrawn_file", PAPER)],
    Thing.MINUTES_DRAFT: [("released", f"{BOOK}/minutes")],
    Thing.CLOSED_MINUTES: [("released", f"{BOOK}/closed-minutes")],
}


def _fill(address: str, parts: Parts) -> str:
    for name, value in parts.items():
        address = address.replace(f"{{{name}}}", value)
    return address


def _list_addresses(site: Site, standing: Standing, thing: Thing) -> list[str]:
    """Return where somebody asks for a thing."""
    holder = HOLDERS[standing]
    if thing is Thing.OWN_NOTE:
        return [f"/my/notes/{site.notes[holder]}"]
    if thing is Thing.OTHERS_NOTE:
        return [f"/my/notes/{id_}" for n, id_ in site.notes.items() if n != holder]
    states = site.places["board"]
    return [_fill(address, states[state]) for state, address in ADDRESSES[thing]]


def _ask(walker: Walker, standing: Standing, addresses: list[str]) -> list[object]:
    actor = walker.site.actors[HOLDERS[standing]]
    return [_tell(walker.send(actor, "GET", address)) for address in addresses]


def _tell(answer: TestResponse) -> object:
    read = answer.data if answer.mimetype != PDF else str(len(answer.data)).encode()
    return answer.status_code, KEY.sub(b"", read)


def _list_flips(thing: Thing, cell: Cell) -> list[Cell]:
    """Return what a cell is changed to: what is read is not, and the reverse.

    What was withdrawn stays so, and that a closed item or closed minutes are read is
    written down, whatever a cell says; whether a file is closed, the cell says.
    """
    if cell is Cell.LOGGED and thing is Thing.CLOSED_FILE:
        return [Cell.NOTHING, Cell.FULL]
    if cell is Cell.TOMBSTONE or cell in READABLE:
        return [Cell.NOTHING]
    return [other for other in (Cell.NOTHING, Cell.FULL) if other is not cell]


@pytest.mark.parametrize("thing", Thing)
def test_a_cell_that_is_flipped_is_noticed(
    walker: Walker, monkeypatch: pytest.MonkeyPatch, thing: Thing
) -> None:
    unnoticed = []
    for (standing, asked), cell in POLICY.items():
        if asked is not thing:
            continue
        addresses = _list_addresses(walker.site, standing, thing)
        _ask(walker, standing, addresses)
        before = _ask(walker, standing, addresses)
        for other in _list_flips(thing, cell):
            with monkeypatch.context() as flipped:
                flipped.setitem(POLICY, (standing, thing), other)
                if _ask(walker, standing, addresses) == before:
                    unnoticed.append((standing, other))
        assert _ask(walker, standing, addresses) == before
    assert unnoticed == []
