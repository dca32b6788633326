"""Nothing is lost though the server fails, or the run is killed."""

import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import func, select

from govapp.config import Settings
from govapp.database import db
from govapp.importing.models import Origin
from govapp.record import projection
from tests.importing.legistar.bringing import (
    compare,
    map_cards,
    run,
    told,
)
from tests.importing.legistar.server import (
    Answer,
    City,
    read_committee,
    serving,
)

HTML = (200, "<html><body>Please wait</body></html>")


def test_a_server_in_trouble_is_asked_again(
    app: Flask, settings: Settings, committee: City
) -> None:
    lost = f"events/{committee.data['events'][1]['EventId']}"

    def trouble(path: str, times: int) -> Answer | None:
        if path == lost:
            return 500, "Server Error in '/' Application."
        return {1: (503, ""), 2: HTML}.get(times)

    committee.trouble = trouble
    code, lines = run(settings, committee)
    assert code == 3
    assert f"{lost}: refused: it could not be read: status 500" in lines
    assert lines[-1] == told(added=4, refused=1)
    committee.trouble = lambda _path, _times: None
    assert run(settings, committee)[1][-1] == told(added=1, skipped=4)
    assert len(map_cards(app)) == 5


def test_a_list_that_grows_while_it_is_read_is_read_whole(
    app: Flask, settings: Settings
) -> None:
    data = read_committee()
    made = [
        {"PersonId": 100_000 + n, "PersonFullName": f"Somebody {n}"}
        for n in range(1100)
    ]
    data["persons"] += made[:1050]

    with serving(data) as city:

        def grow(path: str, times: int) -> Answer | None:
            if path == "persons" and times == 2:
                data["persons"][:] = [*made[1050:], *data["persons"][1:]]
            return None

        city.trouble = grow
        run(settings, city, "--since", "2030-01-01")
    with app.app_context():
        count = select(func.count()).where(Origin.kind == "person")
        assert db.session.scalar(count) == 51 + 1100


def test_a_refusal_is_told_in_the_servers_words(
    settings: Settings, council: City
) -> None:
    council.trouble = lambda _path, _times: (
        403,
        json.dumps({"Message": "Token is required"}),
    )
    with pytest.raises(AssertionError, match="status 403 Token is required"):
        run(settings, council)


@pytest.mark.timeout(900)  # a process is started for each time
def test_a_run_that_is_killed_again_and_again_brings_all(
    app: Flask, settings: Settings, committee: City
) -> None:
    environment = {
        "GOVAPP_INSTANCE": str(settings.instance),
        "GOVAPP_DATABASE_URL": settings.database_url,
        "GOVAPP_STORE_URL": settings.store_url,
        "GOVAPP_SECRET_KEY": settings.secret_key,
        "GOVAPP_LOG_KEY": settings.log_key,
        "GOVAPP_BASE_URL": settings.base_url,
    }
    command = ["-m", "govapp.cli", "import", "legistar", committee.address]
    ends: list[int] = []
    done: set[int] = set()
    # Each run gets a little further in what it asks, and dies while that is answered.
    for number in itertools.count(1):
        committee.asked.clear()
        process = subprocess.Popen(
            [sys.executable, *command, "--client", "council"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        committee.trouble = kill_at(committee, process.pid, number**2)
        ends.append(process.wait())
        before, done = done, set(map_cards(app))
        assert before <= done
        if ends[-1] != -signal.SIGKILL:
            break
    assert ends[-1] in {0, 3}
    assert len(ends) > 6, "It was not killed often enough to say anything."
    committee.trouble = lambda _path, _times: None
    code, lines = run(settings, committee)
    assert (code, lines[-1]) == (0, told(skipped=5))
    cards = map_cards(app)
    for event in committee.data["events"]:
        compare(event, cards[event["EventId"]], committee.data)
    with app.app_context():
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown


def kill_at(
    city: City, process: int, asked: int
) -> Callable[[str, int], Answer | None]:
    """Return what kills a process at its so many-th request."""

    def kill(_path: str, _times: int) -> Answer | None:
        if len(city.asked) >= asked:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return None

    return kill
