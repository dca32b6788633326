"""Another form of a page gives what the page gives to whom it does, and no more.

A form is a route of its own, with its own line in the table; no header and no argument
asks for one, which tests/matrix/test_variants.py sends along with what is refused.
"""

import re
from pathlib import Path

import pytest

import govapp
from tests.matrix.addresses import NONE, Ask, list_asks
from tests.matrix.table import REST, Line, read_columns, read_routes
from tests.matrix.test_variants import ARGUMENTS
from tests.matrix.walking import LETTERS, Walker

# By the last letters of an address; a new one is a new way to read what is closed.
FORMS = {"atom", "csv", "docx", "ics", "js", "json", "pdf", "py", "txt", "xml", "zip"}
# These are no form of a page, but there for programs.
ALONE = {"/my/worker.js", "/my-calendar/<string:key>.ics", "/record/verify.py"}
# A file is led to its name by any other; a link that counts no longer says so.
FREE = ("/documents/", "/my/documents/", "/account/reset/<token>")
READ = re.compile(
    r'request\.args\.get(?:list)?\(\s*"(\w+)"|"(\w+)" not in request\.args'
)
PRIVATE = ("views_member", "views_desk", "views_account", "views_feed")


def _list_forms() -> list[tuple[Line, Line]]:
    """Pair each form with its page: of the same name, or else what it is beneath."""
    lines = {line.rule: line for line in read_routes()}
    found = []
    for rule, line in lines.items():
        stem, dot, _ = rule.rpartition(".")
        page = lines.get(stem) or lines.get(rule.rpartition("/")[0])
        if dot and rule not in ALONE and page:
            found.append((line, page))
    return found


def _get_class(line: Line, state: str) -> str:
    first = next(iter(line.classes.values()))
    rest = first if line.rule.startswith("/desk/") else "unknown"
    return line.classes.get(state, line.classes.get(REST, rest))


def test_a_form_gives_no_more_than_its_page() -> None:
    classes = read_columns("classes")
    forms = _list_forms()
    wrong = [
        f"{line.rule} {state}: {name}, its page {_get_class(page, state)}"
        for line, page in forms
        for state, name in line.classes.items()
        if name != NONE
        for letter, given in classes[name].items()
        if given == "F" and classes[_get_class(page, state)][letter] != "F"
    ]
    assert wrong == []
    assert len(forms) == 20


def test_each_form_is_known() -> None:
    ends = {line.rule.rpartition("/")[2] for line in read_routes()}
    assert {end.rpartition(".")[2] for end in ends if "." in end} == FORMS


def test_each_argument_of_the_signed_in_side_is_sent_along() -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for path in Path(govapp.__file__).parent.rglob("*.py")
        if any(name in str(path) for name in PRIVATE)
    ]
    read = {one or two for text in texts for one, two in READ.findall(text)}
    assert read - set(ARGUMENTS) == set()


def _find_reader(walker: Walker, line: Line, ask: Ask) -> str | None:
    return next(
        (
            name
            for name in LETTERS
            if walker.expect(line, ask, walker.site.actors[name]) == "F"
        ),
        None,
    )


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_no_page_has_a_form_that_the_table_does_not_name(walker: Walker) -> None:
    rules = {line.rule for line in read_routes()}
    found = []
    for number, line in enumerate(read_routes()):
        end = sorted(FORMS)[number % len(FORMS)]
        ask = list_asks(line, walker.site, is_brief=True)[0]
        reader = _find_reader(walker, line, ask)
        is_named = line.rule.startswith(FREE) or f"{line.rule}.{end}" in rules
        if reader and "GET" in line.methods and not is_named:
            actor, form = walker.site.actors[reader], f"{ask.path}.{end}"
            answer = walker.send(actor, "GET", form)
            if answer.status_code != 404:
                found.append(f"{actor.name} {form}: {answer.status_code}")
    assert found == []
