"""What spreadsheets would run stays text: security row 40."""

import csv
import io

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from govapp.exchange.sheets import MARK, write_table
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Item
from tests.exchange.posted import (
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient
from tests.record.sitting import ANA, make_motion, make_round, make_sitting

# What Excel, LibreOffice or Google Sheets take for the beginning of a formula.
BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)
RUN = "=cmd|'/c calc'!A0"


def read(text: str) -> list[list[str]]:
    """Read a table as spreadsheets do."""
    assert text.startswith(MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))


@given(st.lists(st.sampled_from([*BEGINNINGS, '"', ",", ";", " ", "a"])).map("".join))
@example(RUN)
@example(" =1+1")
def test_no_cell_is_a_formula_and_none_loses_a_character(text: str) -> None:
    (head,), (cell,) = read(write_table([text], [(text,)]))
    assert head == cell
    assert cell in {text, f"'{text}"}
    assert not cell.lstrip(" ").startswith(BEGINNINGS)


def test_numbers_stay_numbers() -> None:
    assert read(write_table(["n"], [(-3, None, "-3")]))[1] == ["-3", "", "'-3"]


@pytest.mark.parametrize(
    "address", ["/committees/board/votes.csv", "/people/ana/votes.csv"]
)
def test_what_was_posted_is_not_run(
    app: Flask, client: PageClient, address: str
) -> None:
    post_organization(app)
    post_bodies(app)
    post_notice(app)
    post_agenda(app, Item(key="k1", title="@SUM(A1)"))
    motion = make_motion("m1", make_round(yes=(ANA,)), item="k1", text=f" {RUN}")
    post(app, Kind.SITTING, "meeting:2026-014", make_sitting(motion))
    heads, *rows = read(client.get(address).data.decode())
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    voted = next(row for row in told if row["Member"] == "Ana Example")
    assert (voted["Title"], voted["Motion"]) == ("'@SUM(A1)", f"' {RUN}")
