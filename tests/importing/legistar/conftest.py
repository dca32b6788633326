"""Cities to move in from, and no patience with them."""

from collections.abc import Iterator

import pytest

from govapp.importing import patience
from tests.importing.legistar.server import (
    City,
    read_committee,
    read_council,
    serving,
)


@pytest.fixture
def council() -> Iterator[City]:
    with serving(read_council()) as city:
        yield city


@pytest.fixture
def committee() -> Iterator[City]:
    with serving(read_committee()) as city:
        yield city


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.001)
