"""The demonstration's record, for all tests of proofs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import Fresh
from tests.proof.authority import Authority, answering
from tests.proof.history import History, loaded


@pytest.fixture(scope="session")
def history(
    fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[History]:
    with loaded(fresh_sqlite, tmp_path_factory.mktemp("history")) as history:
        yield history


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """Run an authority that stamps the time."""
    folder = tmp_path / "authority"
    folder.mkdir()
    with answering(folder) as authority:
        yield authority
