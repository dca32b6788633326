"""Headers of proxies count only as far as proxies stand there: security row 55."""

import dataclasses

import pytest
from flask import Flask, request

from govapp.app import create_app
from govapp.config import Settings

NEAR, FIRST, SECOND = "192.0.2.1", "198.51.100.7", "203.0.113.5"
SENT = {
    "X-Forwarded-For": f"10.0.0.1, {SECOND}, {FIRST}",
    "X-Forwarded-Proto": "gopher, http, https",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=10.0.0.1;host=evil.example;proto=https",
    "X-Real-IP": "10.0.0.1",
    "X-Original-URL": "/desk/",
    "X-Rewrite-URL": "/desk/",
    "X-HTTP-Method-Override": "DELETE",
}


def ask(settings: Settings, hops: int) -> list[str]:
    """Return what an installation behind so many proxies makes of the headers."""
    app = create_app(dataclasses.replace(settings, trusted_proxies=hops))
    seen: list[str] = []

    @app.before_request
    def look() -> None:
        seen.extend([request.remote_addr or "", request.url, request.method])

    from_here = {"REMOTE_ADDR": NEAR}
    answer = app.test_client().get("/nothing", headers=SENT, environ_base=from_here)
    assert answer.status_code == 404
    return seen


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("hops", "network", "scheme"),
    [(0, NEAR, "http"), (1, FIRST, "https"), (2, SECOND, "http")],
)
def test_each_proxy_is_believed_once(
    settings: Settings, hops: int, network: str, scheme: str
) -> None:
    assert ask(settings, hops) == [network, f"{scheme}://localhost/nothing", "GET"]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("hops", "status"), [(0, 200), (1, 400)])
def test_a_foreign_host_counts_from_a_proxy_alone_and_is_refused(
    settings: Settings, hops: int, status: int
) -> None:
    app = create_app(dataclasses.replace(settings, trusted_proxies=hops))
    sent = {"X-Forwarded-Host": "evil.example"}
    answer = app.test_client().get("/calendar", headers=sent)
    assert answer.status_code == status
    assert "evil.example" not in answer.text + str(answer.headers)


def test_nobody_is_another_network_by_saying_so(app: Flask) -> None:
    """What is counted by network is counted however many networks are made up."""
    client = app.test_client()
    answers = []
    for number in range(31):
        sent = {"X-Forwarded-For": f"203.0.113.{number}"}
        answers.append(client.get("/my-calendar/none.ics", headers=sent).status_code)
    assert answers[0] == 404
    assert answers[-1] == 429
