"""What the fixtures promise: fresh databases on both engines, and no way out."""

import socket
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from govapp import schema


@pytest.mark.parametrize("_turn", ["first", "second"])
def test_a_database_is_fresh_and_migrated(engine_url: str, _turn: str) -> None:
    engine = create_engine(engine_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (n INTEGER)"))
    assert schema.is_current(engine)
    engine.dispose()


def test_a_test_does_not_leave_this_machine(tmp_path: Path) -> None:
    for host in ("example.org", "192.0.2.1"):
        with pytest.raises(AssertionError, match="Tests stay here"):
            socket.create_connection((host, 80), timeout=1)
    with (
        socket.socket() as plain,
        pytest.raises(AssertionError, match="Tests stay here"),
    ):
        plain.connect(("192.0.2.1", 80))
    with socket.socket(socket.AF_UNIX) as local, pytest.raises(FileNotFoundError):
        local.connect(str(tmp_path / "nobody"))
