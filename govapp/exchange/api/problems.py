"""What is refused, said as RFC 9457 has it."""

import json
from collections.abc import Iterable
from typing import Any

from flask import Response
from pydantic import BaseModel, Field, ValidationError


class Fault(BaseModel):
    """What is wrong with one thing that was sent."""

    name: str = Field(description="The parameter or field.")
    message: str


class Problem(BaseModel):
    """Why a request is refused."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


class RefusalError(Exception):
    """A request is refused with a problem."""

    def __init__(self, status: int, detail: str = "", *faults: Fault) -> None:
        """Keep what is said of it."""
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults


TITLES = {
    400: "The request is not understood",
    401: "A token is needed",
    403: "The token does not allow this",
    404: "There is no such thing",
    405: "This cannot be done here",
    406: "That form is not to be had",
    409: "This cannot be done now",
    410: "This is no longer",
    413: "That is too large",
    415: "That form is not understood",
    429: "Too many requests",
    500: "Something broke on our side",
    503: "Busy for a moment",
}


def refuse(status: int, detail: str = "", faults: Iterable[Fault] = ()) -> Response:
    """Answer with a problem, which nobody keeps."""
    problem = Problem(
        title=TITLES.get(status, "This is refused"),
        status=status,
        detail=detail,
        errors=list(faults),
    )
    text = json.dumps(problem.model_dump(), ensure_ascii=False)
    headers = {"Cache-Control": "no-store"}
    return Response(text, status, headers, content_type="application/problem+json")


def list_faults(error: ValidationError, known: Iterable[str]) -> list[Fault]:
    """Return what is wrong, one thing after the other."""
    names = ", ".join(known)
    return [_fault(dict(told), names) for told in error.errors(include_url=False)]


def _fault(told: dict[str, Any], known: str) -> Fault:
    name = ".".join(str(part) for part in told["loc"])[:200]
    if told["type"] == "extra_forbidden":
        return Fault(name=name, message=f"This is not known here. Known are: {known}.")
    return Fault(name=name, message=str(told["msg"]).removeprefix("Value error, "))
