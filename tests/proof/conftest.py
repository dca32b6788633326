"""The demonstration's record, for all tests of proofs."""

from collections.abc import Iterator

import pytest

from tests.engines import Fresh
from tests.proof.history import History, loaded


@pytest.fixture(scope="session")
def history(
    fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[History]:
    with loaded(fresh_sqlite, tmp_path_factory.mktemp("history")) as history:
        yield history
