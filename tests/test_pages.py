"""The rules for pages: each finds the page that breaks it."""

import pytest
from flask import Flask, request

from tests import pages

PAGE = """<!doctype html>
<html lang="en"><head><title>Calendar – Board</title></head>
<body><h1>Calendar</h1>
<form method="post" action="/follow">
<input type="hidden" name="csrf_token" value="t">
<label for="mail">E-mail</label> <input id="mail" name="mail" value="a@example.org">
<select name="kind" aria-label="Kind"><option>all</option>
<option value="m" selected>Minutes</option></select>
<button name="do" value="follow">Follow</button></form>
<img src="/seal.png" alt=""></body></html>
"""


def test_a_good_page_passes() -> None:
    pages.check_page(PAGE)


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        (' lang="en"', "", "no lang"),
        ("<h1>Calendar</h1>", "<p>Calendar</p>", "0 h1"),
        ("</h1>", "</h1><h1>Calendar</h1>", "2 h1"),
        ("<title>Calendar", "<title>Meetings", "does not begin with the h1"),
        ("<h1>", '<h1 id="mail">', "id 'mail' stands 2 times"),
        ('for="mail"', 'for="post"', "<input name='mail'> has no label"),
        ('id="mail"', 'id="mail" aria-describedby="hint"', "names 'hint'"),
        (' aria-label="Kind"', "", "<select name='kind'> has no label"),
        (">Follow<", "><", "a <button> has no text"),
        ("</body>", "<script>go()</script></body>", "an inline <script>"),
        ("</head>", "<style>p{}</style></head>", "an inline <style>"),
        ("<h1>", '<h1 style="color: red">', "<h1> has the attribute style"),
        ("<h1>", '<h1 onclick="go()">', "<h1> has the attribute onclick"),
        ("/seal.png", "javascript:go()", "is a script"),
        (' alt=""', "", "has no alt"),
        ("csrf_token", "token", "has no csrf_token"),
        ("</form>", "", "line 10"),
        ("<h1>Calendar</h1>", "<h1>Calendar</h2>", "line 3"),
    ],
)
def test_a_bad_page_fails(good: str, bad: str, finding: str) -> None:
    assert good in PAGE
    with pytest.raises(AssertionError, match=finding):
        pages.check_page(PAGE.replace(good, bad, 1))


def test_a_form_is_sent_as_a_visitor_would() -> None:
    app = Flask(__name__)
    app.test_client_class = pages.PageClient
    app.add_url_rule("/", view_func=lambda: PAGE, endpoint="page")
    app.add_url_rule(
        "/follow", view_func=lambda: dict(request.form), methods=["POST"], endpoint="do"
    )
    client = app.test_client()
    assert isinstance(client, pages.PageClient)

    answer = client.submit("/", button="Follow", mail="b@example.org")

    assert answer.json == {
        "csrf_token": "t",
        "mail": "b@example.org",
        "kind": "m",
        "do": "follow",
    }
