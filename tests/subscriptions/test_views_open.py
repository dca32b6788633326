"""Asking, confirming, changing and leaving, as somebody without an account does."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from govapp.config import Settings
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.mail.seals import seal
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Body
from govapp.subscriptions.models import Subscription
from tests.exchange.posted import post, post_bodies
from tests.pages import PageClient, parse_page
from tests.subscriptions.following import HERE, find_path, follow, list_mails

ADA = "ada@example.org"
NO_ADDRESS = "This is no e-mail address. Write one, such as ada@example.org."
NOW = "2026-11-23T18:00:00Z"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture(autouse=True)
def _bodies(app: Flask) -> None:
    post_bodies(app)


def _ask(client: PageClient, email: object = ADA, **values: object) -> int:
    data = {"email": email, "bodies": ["all"], "topics": ["all"], **values}
    return client.post("/subscribe", data=data, headers=HERE).status_code


def _read(app: Flask) -> list[tuple[str, list[str], list[str]]]:
    with app.app_context():
        found = db.session.scalars(select(Subscription).order_by(Subscription.email))
        return [(one.email, one.bodies, one.topics) for one in found]


def _count_mails(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(OutboxMessage.id))) or 0


def _confirm(app: Flask, settings: Settings, client: PageClient) -> None:
    path = find_path(list_mails(app, settings)[-1], "confirm")
    data = {"bodies": ["board"], "topics": ["agenda", "minutes"]}
    answer = client.post(path, data=data, headers=HERE)
    assert answer.location == "/subscribe/confirmed"


def test_an_address_follows_once_it_has_confirmed(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    page = client.get("/subscribe?body=board")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    answer = client.post(
        "/subscribe",
        data={"email": " Ada@Example.org", "bodies": "board", "topics": "agenda"},
        headers=HERE,
    )
    assert (answer.status_code, answer.location) == (303, "/subscribe/asked")
    assert "Set-Cookie" not in answer.headers
    assert "Look in your mail" in client.get("/subscribe/asked").text
    assert _read(app) == []

    [mail] = list_mails(app, settings)
    assert mail["To"] == ADA
    assert mail["Subject"] == "Confirm that you want to be told of public meetings"
    path = find_path(mail, "confirm")
    shown = client.get(path)
    assert shown.headers["Cache-Control"] == "no-store"
    assert ADA in shown.text
    assert _read(app) == []
    _confirm(app, settings, client)
    assert _read(app) == [(ADA, ["board"], ["agenda", "minutes"])]
    assert client.get(path).status_code == 404
    assert client.get("/subscribe/confirmed").status_code == 200


def test_an_address_is_asked_once_a_day_and_the_answer_is_always_the_same(
    app: Flask,
    settings: Settings,
    client: PageClient,
    clock: time_machine.Traveller,
) -> None:
    assert [_ask(client) for _ in range(3)] == [303] * 3
    assert _count_mails(app) == 1
    _confirm(app, settings, client)
    assert _ask(client) == 303
    assert _count_mails(app) == 1
    clock.shift(24 * 3600)
    assert [_ask(client) for _ in range(3)] == [303] * 3
    assert _count_mails(app) == 2
    assert _read(app) == [(ADA, ["board"], ["agenda", "minutes"])]


def test_a_link_to_confirm_holds_for_three_days(
    app: Flask,
    settings: Settings,
    client: PageClient,
    clock: time_machine.Traveller,
) -> None:
    _ask(client)
    path = find_path(list_mails(app, settings)[0], "confirm")
    clock.shift(3 * 24 * 3600 - 1)
    assert client.get(path).status_code == 200
    clock.shift(1)
    assert client.get(path).status_code == 404
    assert client.post(path, headers=HERE).status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""},
        {"email": "ada@example.org, bo@example.org"},
        {"email": "ada@example.org\r\nBcc: bo@example.org"},
        {"email": "Ada <ada@example.org>"},
        {"email": "ädä@example.org"},
        {"email": f"{'a' * 400}@example.org"},
        {"bodies": ["unknown"]},
        {"bodies": []},
        {"topics": ["unknown"]},
        {"topics": []},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    app: Flask, client: PageClient, values: dict[str, object]
) -> None:
    assert _ask(client, **{"email": ADA, **values}) == 422
    assert _count_mails(app) == 0


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("ada@example.org, bo@example.org", NO_ADDRESS),
        ("ada@example.org;bo@example.org", NO_ADDRESS),
        ("ada@example.org\r\nBcc: bo@example.org", NO_ADDRESS),
        ("ada@example.org%0d%0aBcc: bo@example.org", NO_ADDRESS),
        ("Ada <ada@example.org>", NO_ADDRESS),
        ("ädä@example.org", NO_ADDRESS),
        ("ada@localhost", NO_ADDRESS),
        ("ada", NO_ADDRESS),
        (f"{'a' * 400}@example.org", "Use at most 320 characters."),
        ("", "Enter an e-mail address."),
    ],
)
def test_what_is_no_address_is_answered_in_words(
    app: Flask, client: PageClient, email: str, told: str
) -> None:
    data = {"email": email, "bodies": "all", "topics": "all"}
    answer = client.post("/subscribe", data=data, headers=HERE)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert _count_mails(app) == 0


def test_a_domain_in_any_script_is_written_as_mail_servers_know_it(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    assert _ask(client, "ada@bücher.example.org") == 303
    [mail] = list_mails(app, settings)
    assert mail["To"] == "ada@xn--bcher-kva.example.org"


def test_an_unknown_body_has_no_page(client: PageClient) -> None:
    assert client.get("/subscribe?body=unknown").status_code == 404


def test_a_body_that_was_is_not_offered(app: Flask, client: PageClient) -> None:
    was = Body(slug="audit", name="Audit Committee", kind="board", status="dissolved")
    post(app, Kind.BODY, "body:audit", was)
    page = client.get("/subscribe?body=audit")
    assert page.status_code == 200
    boxes = parse_page(page.text).iter("input")
    offered = {
        box.get("value"): box.get("checked")
        for box in boxes
        if box.get("name") == "bodies"
    }
    assert offered == {"all": None, "board": None}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", **HERE},
        {"Sec-Fetch-Site": "same-site", **HERE},
    ],
)
def test_a_form_of_another_site_is_refused(
    app: Flask, client: PageClient, headers: dict[str, str]
) -> None:
    data = {"email": ADA, "bodies": "all", "topics": "all"}
    assert client.post("/subscribe", data=data, headers=headers).status_code == 403
    assert _count_mails(app) == 0


def test_one_network_asks_thirty_times_an_hour(app: Flask, client: PageClient) -> None:
    asked = [_ask(client, f"{number}@example.org") for number in range(33)]
    assert asked == [303] * 30 + [429] * 3
    assert _count_mails(app) == 30
    assert client.get("/subscribe").status_code == 200


def test_what_is_followed_is_changed_by_link(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    follow(app, bodies=["board"], topics=["agenda"])
    path = _link(app, settings, "yours")
    page = client.get(path)
    assert page.status_code == 200
    assert ADA in page.text
    assert client.post(path, data={}, headers=HERE).status_code == 422
    answer = client.post(
        path, data={"bodies": ["all", "audit"], "topics": ["minutes"]}, headers=HERE
    )
    assert answer.location == "/subscribe/changed"
    assert _read(app) == [(ADA, ["audit"], ["minutes"])]


def test_how_soon_is_asked_confirmed_and_changed(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    def pace() -> str:
        with app.app_context():
            return db.session.scalars(select(Subscription.pace)).one()

    assert _ask(client, pace="hourly") == 422
    assert _ask(client, pace="weekly") == 303
    path = find_path(list_mails(app, settings)[0], "confirm")
    shown = parse_page(client.get(path).text).iter("input")
    [chosen] = [
        i for i in shown if i.get("name") == "pace" and i.get("checked") is not None
    ]
    assert chosen.get("value") == "weekly"
    data = {"bodies": "all", "topics": "all", "pace": "weekly"}
    assert client.post(path, data=data, headers=HERE).status_code == 303
    assert pace() == "weekly"
    mine = _link(app, settings, "yours")
    assert client.post(mine, data=data | {"pace": "daily"}, headers=HERE).location
    assert pace() == "daily"


def test_one_click_leaves_and_nothing_of_the_address_stays(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    follow(app)
    follow(app, "bo@example.org")
    path = _link(app, settings, "leave")
    assert client.get(path).status_code == 200
    assert len(_read(app)) == 2
    # As a mail program's server sends it (RFC 8058): no Origin, no cookie.
    for _ in range(40):
        answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You get no more mails" in answer.text
    assert _read(app) == [("bo@example.org", [], [])]
    assert client.get(_link(app, settings, "yours")).status_code == 404


def test_no_link_can_be_made_up_or_used_for_something_else(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    follow(app)
    mine = _link(app, settings, "yours")
    key, seal = mine.split("/")[3:]
    for path in (
        f"/subscribe/yours/{key}/{'0' * 32}",
        f"/subscribe/yours/{key}/{seal[:-1]}",
        f"/subscribe/leave/{key}/{seal}",
        f"/subscribe/confirm/{key}/{seal}",
        f"/subscribe/yours/{'0' * 32}/{seal}",
        f"/subscribe/yours/{key}/ä",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, headers=HERE).status_code == 404
    assert len(_read(app)) == 1


def _link(app: Flask, settings: Settings, name: str) -> str:
    """Return the link that mails to the first follower hold."""
    with app.app_context():
        key = db.session.scalar(
            select(Subscription.key).where(Subscription.email == ADA)
        )
        path = f"/subscribe/{name}/{key}"
        return seal(settings.secret_key, path)
