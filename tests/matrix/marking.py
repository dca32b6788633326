"""A site whose every text would be markup, a template or a command somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import time_machine
from werkzeug.test import TestResponse

from govapp.app import create_app
from tests.conftest import COMPILED, make_settings
from tests.engines import Fresh
from tests.matrix.addresses import list_asks
from tests.matrix.building import NOW, build
from tests.matrix.entering import take_back
from tests.matrix.filling import fill_rest, filling
from tests.matrix.table import read_routes
from tests.matrix.walking import LETTERS, Walker


@dataclass
class Marked:
    """A site whose every text is one that would be more."""

    walker: Walker
    empty: set[str]
    answers: dict[tuple[str, str], TestResponse] = field(default_factory=dict)


@pytest.fixture(scope="session")
def marked(fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """Build it, and open whatever opens; what is escaped is no matter of engines."""
    folder: Path = tmp_path_factory.mktemp("marked")
    app = create_app(make_settings(folder, fresh_sqlite(folder)))
    app.jinja_env.bytecode_cache = COMPILED
    take_back(app)
    with time_machine.travel(NOW, tick=False):
        with filling() as filled:
            site = build(app)
        with app.app_context():
            found = Marked(Walker(site), fill_rest(filled))
        for path, name in _list_opening(found.walker):
            answer = found.walker.send(site.actors[name], "GET", path)
            found.answers[path, name] = answer
    return found


def _list_opening(walker: Walker) -> Iterator[tuple[str, str]]:
    """Yield each address of the board with who opens it; they take turns."""
    turn = 0
    for line in read_routes():
        if "GET" not in line.methods:
            continue
        for ask in list_asks(line, walker.site, is_brief=True):
            names = [
                name
                for name in LETTERS
                if walker.expect(line, ask, walker.site.actors[name]) == "F"
            ]
            if names and ask.body == "board":
                yield ask.path, names[turn % len(names)]
                turn += 1
