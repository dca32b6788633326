"""A test client that holds every page it is given to the house rules."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

from govapp.web.prefixes import is_private, takes_forms

UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
DATA_BLOCKS = {"application/json", "application/ld+json"}


class PageClient(FlaskClient):
    """Opens pages as the test client of Flask does, and checks each one."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # as Flask
        """Send a request; fails when the answer is a page that breaks a rule."""
        response = super().open(*args, **kwargs)
        is_page = response.mimetype == "text/html" and response.data
        moved = 300 <= response.status_code < 400
        if is_page and not moved and not _is_download(response):
            check_page(response.text, response.request.path)
        return response

    def submit(
        self,
        path: str,
        /,
        *,
        button: str | None = None,
        **values: Any,  # as Flask
    ) -> TestResponse:
        """Fill in a form of the page at `path` as a visitor would, and send it.

        The form is the one that holds the button of that text, else the last one.
        """
        page = parse_page(self.get(path, follow_redirects=True).text)
        form, pressed = find_form(page, button)
        data = dict(list_values(form)) | pressed | values
        target = form.get("action") or path
        if form.get("method", "get").lower() == "get":
            return self.get(target, query_string=data)
        return self.post(target, data=data)

    def submit_shown(self, answer: TestResponse, **values: Any) -> TestResponse:
        """Fill in the last form of a page that was answered, and send it.

        At 307 the same form goes on, as browsers have it.
        """
        form, _ = find_form(parse_page(answer.text), None)
        data = dict(list_values(form)) | values
        sent = self.post(form.get("action"), data=data)
        if sent.status_code == 307:
            sent = self.post(sent.location, data=data)
        return sent


def parse_page(html: str) -> Element:
    """Parse a page; fails at the first error of its HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        page: Element = parser.parse(html)
    except ParseError as error:
        (line, _column), code, values = parser.errors[-1]
        shown = "\n".join(html.splitlines()[max(0, line - 2) : line + 1])
        raise AssertionError(f"line {line}: {E[code] % values}\n{shown}") from error
    return page


def _is_download(response: TestResponse) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")


def check_page(html: str, path: str = "") -> None:
    """Fail with every house rule that a page breaks."""
    page = parse_page(html)
    broken = [line for rule in RULES for line in rule(page)]
    assert not broken, f"{path}: " + "; ".join(broken)


def read_text(element: Element) -> str:
    """Return the text of an element as it reads."""
    return " ".join("".join(element.itertext()).split())


def find_form(page: Element, text: str | None) -> tuple[Element, dict[str, str]]:
    """Return the form that holds a button of a text, with what the button sends."""
    forms = list(page.iter("form"))
    assert forms, "The page has no form."
    if text is None:
        return forms[-1], {}
    for form in forms:
        for button in form.iter("button"):
            if read_text(button) == text:
                name = button.get("name")
                return form, {name: button.get("value", "")} if name else {}
    raise AssertionError(f"No form has the button {text!r}.")


def list_values(form: Element) -> Iterator[tuple[str, str | list[str]]]:
    """Yield what a form would send as it stands."""
    for control in form.iter():
        name, kind = control.get("name"), control.get("type", "text")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "textarea":
            yield name, (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            yield name, _list_chosen(control)
        elif control.tag == "input" and kind not in UNLABELLED - {"hidden"} | {"file"}:
            checked = control.get("checked") is not None
            if checked or kind not in {"checkbox", "radio"}:
                yield name, control.get("value", "on" if checked else "")


def _list_chosen(control: Element) -> list[str]:
    options = list(control.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and control.get("multiple") is None:
        chosen = options[:1]
    return [option.get("value", read_text(option)) for option in chosen]


def _has_language(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "<html> has no lang"


def _has_one_heading(page: Element) -> Iterator[str]:
    headings = [read_text(heading) for heading in page.iter("h1")]
    titles = [read_text(title) for title in page.findall("head/title")]
    if len(headings) != 1 or not headings[0]:
        yield f"{len(headings)} h1 instead of one with text"
    elif not titles or not titles[0].startswith(headings[0]):
        yield f"the title {titles} does not begin with the h1 {headings[0]!r}"


def _has_unique_ids(page: Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in page.iter() if e.get("id") is not None)
    yield from (f"id {name!r} stands {n} times" for name, n in ids.items() if n > 1)


def _has_whole_references(page: Element) -> Iterator[str]:
    ids = {element.get("id") for element in page.iter()}
    for element in page.iter():
        for name in REFERENCES:
            for target in element.get(name, "").split():
                if target not in ids:
                    yield f"<{element.tag} {name}> names {target!r}, which is not there"


def _has_labels(page: Element) -> Iterator[str]:
    named = {label.get("for") for label in page.iter("label") if read_text(label)}
    wrapped = {control for label in page.iter("label") for control in label.iter()}
    for control in page.iter():
        if control.tag not in {"input", "select", "textarea"}:
            continue
        if control.get("type") in UNLABELLED or control in wrapped:
            continue
        own = control.get("aria-label") or control.get("aria-labelledby")
        if not own and control.get("id", "") not in named:
            yield f"<{control.tag} name={control.get('name')!r}> has no label"


def _has_named_buttons(page: Element) -> Iterator[str]:
    for button in [*page.iter("button"), *page.iter("a")]:
        pictures = "".join(image.get("alt", "") for image in button.iter("img"))
        if not (read_text(button) or pictures or button.get("aria-label")):
            yield f"a <{button.tag}> has no text"


def _has_nothing_inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        script = element.tag == "script" and element.get("type") not in DATA_BLOCKS
        if element.tag == "style" or (script and not element.get("src")):
            yield f"an inline <{element.tag}>"
        for name, value in element.items():
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag}> has the attribute {name}"
            elif name != "value" and value.strip().lower().startswith("javascript:"):
                yield f"<{element.tag} {name}> is a script"


def _has_alternatives(page: Element) -> Iterator[str]:
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield f"<img src={image.get('src')!r}> has no alt"


def _has_tokens(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        action = form.get("action", "")
        if takes_forms(action) and not is_private(action):
            continue  # it has no session, and so no token
        names = {control.get("name") for control in form.iter("input")}
        if form.get("method", "get").lower() == "post" and "csrf_token" not in names:
            yield f"<form action={form.get('action')!r}> has no csrf_token"


RULES: tuple[Callable[[Element], Iterator[str]], ...] = (
    _has_language,
    _has_one_heading,
    _has_unique_ids,
    _has_whole_references,
    _has_labels,
    _has_named_buttons,
    _has_nothing_inline,
    _has_alternatives,
    _has_tokens,
)
