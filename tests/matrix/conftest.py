"""The site that everybody asks, built once for each engine in a process."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import time_machine

from govapp.app import create_app
from govapp.database import db
from tests.conftest import COMPILED, make_settings
from tests.engines import Fresh
from tests.matrix.building import NOW, Site, build
from tests.matrix.entering import take_back
from tests.matrix.marking import marked
from tests.matrix.walking import Walker

__all__ = ["marked"]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="session")
def build_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str, Fresh], Site]]:
    """Return what builds the site on an engine, once."""
    built: list[Site] = []

    @cache
    def make(name: str, fresh: Fresh) -> Site:
        folder: Path = tmp_path_factory.mktemp(f"matrix-{name}")
        app = create_app(make_settings(folder, fresh(folder)))
        app.testing = True
        app.jinja_env.bytecode_cache = COMPILED
        take_back(app)
        with time_machine.travel(NOW, tick=False):
            built.append(build(app))
        built[-1].engine = name
        return built[-1]

    yield make
    for site in built:
        with site.app.app_context():
            for engine in db.engines.values():
                engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, build_once: Callable[[str, Fresh], Site]
) -> Site:
    """Return the site on each engine; a test leaves it as it was."""
    name = str(request.param)
    return build_once(name, request.getfixturevalue(f"fresh_{name}"))


@pytest.fixture
def walker(site: Site) -> Walker:
    return Walker(site)
