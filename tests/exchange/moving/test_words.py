"""The index of a copy finds what the site's own search finds by the same words."""

import json

from flask import Flask

from govapp.exchange.moving.words import write_index
from govapp.record.search.finding import Filters, find
from govapp.record.search.query import parse
from govapp.record.shapes.meetings import Item
from tests.exchange.posted import (
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)


def test_what_the_site_finds_is_in_the_index(app: Flask) -> None:
    post_organization(app)
    post_bodies(app)
    for number in range(1, 4):
        name = f"2026-00{number}"
        post_notice(app, name, start_local=f"2026-12-0{number}T10:00")
        item = Item(key=f"k{number}", title=f"Café {number}", description="Ζωή 2026-7")
        post_agenda(app, item, number=name)
    with app.app_context():
        index = {path: json.loads(text) for path, text in write_index()}
        for word in ("cafe", "ζωη", "2026", "7", "general", "board", "member"):
            query = parse(word)
            assert query
            found = find(query, Filters(), 1)
            paths = {one.found.path for one in found.results}
            assert _look(index, word) == paths, word
            assert paths
    assert "search/words/other.json" in index


def _look(index: dict[str, dict[str, str]], word: str) -> set[str]:
    part = word[:2] if word.isascii() else "other"
    ids = index[f"search/words/{part}.json"].get(word, "")
    keys = [ids[start : start + 9] for start in range(0, len(ids), 9)]
    assert keys == sorted(set(keys))
    return {index[f"search/texts/{key[-2:]}.json"][key][0] for key in keys}
