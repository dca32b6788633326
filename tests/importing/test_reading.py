"""An archive file is read as far as it can be; each refusal has its place."""

import json
from typing import Any

import pytest

from govapp.errors import RuleError
from govapp.importing.rules.reading import Archive, read_archive

MEETING = {"body": "board", "date": "2024-03-01"}


def read(**parts: Any) -> Archive:
    return read_archive(json.dumps(parts))


def places(archive: Archive) -> list[str]:
    return [finding.place for finding in archive.findings]


def test_what_is_whole_is_read_whole() -> None:
    archive = read(
        note="About",
        extra_keys=[],
        bodies=[{"name": " Board ", "slug": "board", "members": [{"name": "Ann"}]}],
        meetings=[
            {**MEETING, "start": "17:30", "items": [{"title": "A", "number": 4}]}
        ],
    )
    assert archive.findings == ()
    (body,), (meeting,) = archive.bodies, archive.meetings
    assert (body.place, body.fact.name) == ("bodies[0]", "Board")
    assert meeting.fact.items is not None
    assert meeting.fact.items[0] is not None
    assert meeting.fact.items[0].number == "4"


def test_each_wrong_part_is_left_out_with_its_place() -> None:
    items = [
        {"title": "Kept"},
        "no item",
        {
            "title": 4.5,
            "kind": ["x"],
            "motion": {
                "ayes": ["Ann", 7, None, {"a": 1}, "Ben"],
                "ayess": ["Cam"],
                "text": "a" * 30_000,
            },
        },
    ]
    archive = read(
        meetings=[
            MEETING,
            {**MEETING, "date": "2024-02-30"},
            {"date": "2024-03-01"},
            7,
            {**MEETING, "items": items, "tz": "America/Nowhere", "kind": "annual"},
            {**MEETING, "place": "a\x00b", "start": "25:00", "joint_with": ["a", 3]},
        ],
        surprise=1,
    )
    assert [placed.place for placed in archive.meetings] == [
        "meetings[0]",
        "meetings[1]",
        "meetings[4]",
        "meetings[5]",
    ]
    assert sorted(places(archive)) == sorted([
        "surprise",
        "meetings[1].date",
        "meetings[2].body",
        "meetings[2]",
        "meetings[3]",
        "meetings[3]",
        "meetings[4].tz",
        "meetings[4].kind",
        "meetings[4].items[1]",
        "meetings[4].items[2].kind",
        "meetings[4].items[2].motion.text",
        "meetings[4].items[2].motion.ayes[3]",
        "meetings[4].items[2].motion.ayess",
        "meetings[5].place",
        "meetings[5].start",
    ])  # fmt: skip
    fact = archive.meetings[2].fact
    assert fact.items is not None
    assert [item is None for item in fact.items] == [False, True, False]
    motion = fact.items[2].motion  # type: ignore[union-attr]
    assert motion is not None
    assert motion.ayes == ("Ann", "7", None, None, "Ben")
    assert "outside expected range" in str(archive.findings[1])


def test_a_date_that_is_wrong_leaves_a_meeting_without_one() -> None:
    archive = read(meetings=[{**MEETING, "date": "March 1"}])
    assert [placed.fact.date for placed in archive.meetings] == [None]
    assert '"March 1"' in archive.findings[0].reason


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", '{"meeting": []}', "7"])
def test_something_else_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="This is no archive file"):
        read_archive(text)


def test_a_list_that_is_none_is_named() -> None:
    archive = read(bodies={"a": 1}, meetings=None)
    assert [str(finding) for finding in archive.findings] == ["bodies: is no list"]


FILE = json.dumps(
    {
        "bodies": [{"name": "Board", "slug": "board"}],
        "meetings": [
            {**MEETING, "items": [{"title": f"Item {number}", "documents": ["a"]}]}
            for number in range(4)
        ],
    },
    indent=1,
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Item 1"', '"Item 1'),
        ('"title": "Item 1",', '"title": "Item 1"'),
        ('"title": "Item 1",', '"title": "Item 1",}}}]'),
        ('"title": "Item 1",', "[[[{"),
        ('"title": "Item 1",\n', ""),
        ('"title": "Item 1"', '"title": nonsense'),
    ],
)
def test_a_broken_line_costs_its_meeting_alone(old: str, new: str) -> None:
    assert FILE.count(old) == 1
    archive = read_archive(FILE.replace(old, new))
    if archive.findings:
        (finding,) = archive.findings
        assert finding.place == "meetings[1]"
        assert finding.reason.startswith("refused: line ")
        line = int(finding.reason.split(",")[0].rpartition(" ")[2])
        where = FILE[: FILE.index(old)].count("\n") + 1
        assert abs(line - where) <= 1
    kept = [placed.place for placed in archive.meetings]
    assert {"meetings[0]", "meetings[2]", "meetings[3]"} <= set(kept)
    assert len(archive.bodies) == 1


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    archive = read_archive(FILE[: FILE.index('"Item 2"') + 4])
    assert [placed.place for placed in archive.meetings] == [
        "meetings[0]",
        "meetings[1]",
    ]
    assert [finding.place for finding in archive.findings] == ["meetings[2]"]


def test_what_is_nested_too_deep_is_refused() -> None:
    deep = '{\n "meetings": [\n  {"items": ' + "[" * 100_000 + "\n  }\n ]\n}"
    archive = read_archive(deep)
    assert archive.meetings == ()
    assert [finding.place for finding in archive.findings] == ["meetings[0]"]
