"""The interface as OpenAPI 3.1 describes it, made from what validates and answers."""

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model
from pydantic.json_schema import models_json_schema

from govapp.exchange.api.lists import LISTS, PATH, List
from govapp.exchange.api.problems import TITLES, Problem
from govapp.exchange.api.sending import (
    KEY,
    Attached,
    Drafted,
    Posted,
    SentAgenda,
    SentFile,
)
from govapp.record.objects.shapes import Gone

REF = "#/components/schemas/{model}"
Json = dict[str, Any]
LINKS = (dict[str, str], Field(description="Where it, and what belongs to it, is."))
ABOUT = (
    "Everything public, as it was posted. No key and no cookie; any site may ask. "
    "Answers carry an ETag that changes when something is posted. Keep a copy by "
    "asking for what was modified since the `as_of` of your last first page."
)
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "Made by the secretary of a body, for that body alone.",
}
ONCE = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "What is sent twice with one key counts once.",
    "schema": {"type": "string", "pattern": KEY},
}
JSON, FORM = "application/json", "multipart/form-data"
SENT: tuple[
    tuple[str, str, str, tuple[str, type[BaseModel]] | None, type[BaseModel]], ...
]
SENT = (
    ("agenda", "put", "Draft an agenda", (JSON, SentAgenda), Drafted),
    ("files", "post", "Attach a file", (FORM, SentFile), Attached),
    ("agenda/post", "post", "Post the agenda", None, Posted),
)
ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
DELETED = create_model("Deleted", __base__=Gone, __doc__=Gone.__doc__, links=LINKS)


class Index(BaseModel):
    """Where the lists are."""

    lists: dict[str, str]
    links: dict[str, str]


def describe(base_url: str) -> Json:
    """Return the whole document."""
    schemas, paths = _schemas(), {PATH: {"get": _index()}}
    for each in LISTS.values():
        paths[f"{PATH}/{each.name}"] = {"get": _list(each)}
        paths[f"{PATH}/{each.name}/{{id}}"] = {"get": _one(each)}
    for path, method, name, sent, answered in SENT:
        operation = _send(name, sent, answered)
        paths[f"{PATH}/meetings/{{id}}/{path}"] = {method: operation}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The public record",
            "version": "1",
            "description": ABOUT,
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": TOKEN}},
    }


@cache
def _models(each: List) -> tuple[type[BaseModel], type[BaseModel]]:
    """Return the models of an object and of a page as they are answered."""
    shape, name = each.shape, each.shape.__name__
    one = create_model(name, __base__=shape, __doc__=shape.__doc__, links=LINKS)
    page = create_model(
        name.replace("Object", "Page"),
        data=(list[one | DELETED], ...),  # type: ignore[valid-type]
        as_of=(str, Field(description="When the newest posting of all was made.")),
        postings=(int, Field(description="How many postings there are.")),
        links=LINKS,
    )
    return one, page


def _schemas() -> Json:
    models: list[type[BaseModel]] = [Index, Problem, Attached, Drafted, Posted]
    for each in LISTS.values():
        models += _models(each)
    pairs: list[tuple[type[BaseModel], Literal["serialization"]]]
    pairs = [(model, "serialization") for model in models]
    _, told = models_json_schema(pairs, ref_template=REF)
    sent: list[tuple[type[BaseModel], Literal["validation"]]]
    sent = [(each[3][1], "validation") for each in SENT if each[3]]
    _, taken = models_json_schema(sent, ref_template=REF)
    return {**told["$defs"], **taken["$defs"]}


def _index() -> Json:
    return {
        "operationId": "index",
        "summary": "What lists there are",
        "responses": _responses(Index),
    }


def _list(each: List) -> Json:
    said = f"{each.name.capitalize()}, in the order of their ids, page by page"
    return {
        "operationId": f"list_{each.name}",
        "summary": said,
        "parameters": _parameters(each),
        "responses": _responses(_models(each)[1], 400),
    }


def _one(each: List) -> Json:
    return {
        "operationId": f"get_{each.name}",
        "summary": (each.shape.__doc__ or "").partition("\n")[0],
        "parameters": [ID],
        "responses": _responses(_models(each)[0], 400, 404, 410),
    }


def _send(
    name: str, sent: tuple[str, type[BaseModel]] | None, answered: type[BaseModel]
) -> Json:
    """Return what other systems do with a token."""
    refused = (400, 401, 403, 404, 409, *((413, 415) if sent else ()), 429)
    operation: Json = {
        "operationId": name.casefold().replace(" ", "_"),
        "summary": name,
        "security": [{"token": []}],
        "parameters": [ID, ONCE],
        "responses": _responses(answered, *refused),
    }
    del operation["responses"]["304"]
    if sent:
        body = _json(sent[0], sent[1].__name__)
        operation["requestBody"] = {"required": True, "content": body}
    return operation


def _parameters(each: List) -> list[Json]:
    """Return what may follow the question mark."""
    properties = each.asked.model_json_schema(mode="validation")["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "description": schema["description"],
            "schema": _plain(schema),
        }
        for name, schema in properties.items()
    ]


def _plain(schema: Json) -> Json:
    """Return the schema of a parameter that is given: no address holds a null."""
    kept = schema["anyOf"][0] if "anyOf" in schema else schema
    dropped = {"title", "description"}
    return {name: value for name, value in kept.items() if name not in dropped}


def _responses(model: type[BaseModel], *refused: int) -> Json:
    headers = {"ETag": {"schema": {"type": "string"}}}
    told = _json("application/json", model.__name__)
    good = {"description": "As it was posted", "headers": headers, "content": told}
    unchanged = {"description": "Nothing was posted since", "headers": headers}
    problem = _json("application/problem+json", Problem.__name__)
    refusals = {
        str(status): {"description": TITLES[status], "content": problem}
        for status in refused
    }
    return {"200": good, "304": unchanged, **refusals}


def _json(media_type: str, name: str) -> Json:
    return {media_type: {"schema": {"$ref": REF.format(model=name)}}}
