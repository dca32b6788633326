"""What a button or a form of the room sends, read as an act."""

from datetime import datetime
from typing import Any, TypedDict
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from govapp import clock
from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.sittings.rules.journal import KINDS, STRIKE, Striking
from govapp.web.fields import TEXT, tidy

KEY = 64
# These come from the desk, whatever is sent.
OWN = {"benches", "zone", "presiding", "path", "is_inside"}


class Told(TypedDict):
    """An act as a screen tells it."""

    key: str
    kind: str
    at: datetime | None
    data: dict[str, Any]


def read_act(form: MultiDict[str, str]) -> Told:
    """Read an act; raises RuleError.

    A button's `do` adds fields to those of its form, written as in an address.
    """
    sent = MultiDict(form)
    sent.update(parse_qsl(sent.get("do", "")))
    kind, key = sent.get("act", ""), sent.get("key", "")
    if kind not in {*KINDS, STRIKE} or not 0 < len(key) <= KEY:
        raise RuleError("There is no such entry.")
    told = Striking if kind == STRIKE else KINDS[kind][0]
    return Told(key=key, kind=kind, at=_read_time(sent), data=_read_data(told, sent))


def _read_time(sent: MultiDict[str, str]) -> datetime | None:
    text = sent.get("at", "")
    try:
        moment = clock.instant(text) if text else None
    except ValueError:
        moment = None
    return moment if moment and moment.tzinfo else None


def _read_data(told: type[Frozen], sent: MultiDict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, field in told.model_fields.items():
        if name in OWN:
            continue
        if field.annotation == tuple[str, ...]:
            data[name] = [tidy(value) for value in sent.getlist(name)]
        elif field.annotation is bool:
            data[name] = bool(sent.get(name))
        elif sent.get(name):
            data[name] = tidy(sent[name])[:TEXT]
    return data
