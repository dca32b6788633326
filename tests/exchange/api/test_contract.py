"""The interface does what its own description says, whatever is asked of it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from limits import parse
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from govapp.tokens import views_api
from tests.accounts.people import open_body
from tests.exchange.api.test_lists import post_all
from tests.pages import PageClient
from tests.tokens.sending import draft_meeting, make_token

# What it asks is the same each time; every check that it knows is on.
SETTINGS: dict[str, Any] = {
    "seed": 1,
    "continue-on-failure": True,
    "generation": {"deterministic": True, "max-examples": 2, "database": "none"},
    "headers": {"Accept-Encoding": "identity"},
    "phases": {"stateful": {"enabled": False}},
    "warnings": False,
    # An id may be that of something that is no longer; a draft may break a rule.
    "checks": {
        # It cannot ask again in-process; tests/tokens asks without a token.
        "ignored_auth": {"enabled": False},
        "positive_data_acceptance": {"expected-statuses": ["2xx", 404, 409, 410]},
    },
}


def find_problems(app: Flask, secret: str, number: str) -> Iterator[str]:
    """Yield what Schemathesis finds in a whole installation."""
    sent = {"Authorization": f"Bearer {secret}", **SETTINGS["headers"]}
    config = SchemathesisConfig.from_dict({**SETTINGS, "headers": sent})
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)
    for path in schema.raw_schema["paths"].values():
        _leave_out_cursors(path.get("get", {}))
        for sent in (path.get("put"), path.get("post")):
            if sent:
                sent["parameters"][0] |= {"schema": {"enum": [number, "2031-999"]}}
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            yield f"{event}"
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                yield from (
                    f"{event.label}: {check.failure_info.failure.title} "
                    f"{check.failure_info.failure.message} "
                    f"{check.failure_info.code_sample}"
                    for check in checks
                    if check.status == Status.FAILURE and check.failure_info
                )


def _leave_out_cursors(asked: dict[str, Any]) -> None:
    """Forget what cannot be made up: no cursor is ours but those that we gave."""
    asked["parameters"] = [
        each for each in asked.get("parameters", ()) if each["name"] != "cursor"
    ]


@pytest.mark.filterwarnings("default")
def test_it_does_what_it_says(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    post_all(app)
    open_body(app, "board")
    monkeypatch.setattr(views_api, "OFTEN", parse("100000 per minute"))
    assert [*find_problems(app, make_token(app), draft_meeting(app))] == []


def test_its_description_is_valid(client: PageClient) -> None:
    document = json.loads(client.get("/api/openapi.json").data)
    assert document["openapi"] == "3.1.0"
    assert [*OpenAPIV31SpecValidator(document).iter_errors()] == []
    assert client.get("/api").status_code == 200
