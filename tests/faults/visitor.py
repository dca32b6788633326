"""A visitor without a browser, who tries again when the server is gone."""

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from html import unescape
from http.cookiejar import CookieJar
from typing import Any

PATIENCE = 60
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
ACTION = re.compile(r'<form[^>]* action="([^"]*)"')
HIDDEN = re.compile(
    r'<input(?=[^>]*type="hidden")(?=[^>]*name="([^"]*)")(?=[^>]*value="([^"]*)")'
)
GONE = (urllib.error.URLError, http.client.HTTPException, OSError)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to whoever asked."""

    def redirect_request(self, *_args: Any) -> None:
        return None


class Visitor:
    """Somebody with a cookie jar."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        )

    def ask(self, path: str, data: bytes | None = None) -> tuple[int, str, str]:
        """Return status, location and text; ask again until there is an answer."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask_once(path, data)
            except GONE:
                assert time.monotonic() < deadline, "The server stays away."
                time.sleep(0.05)

    def _ask_once(self, path: str, data: bytes | None) -> tuple[int, str, str]:
        try:
            answer = self.opener.open(self.base + path, data, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            location = answer.headers.get("Location", "")
            return answer.status, location, answer.read().decode()

    def submit(self, path: str, button: str, **values: str) -> tuple[int, str, str]:
        """Fill in the form with a button, and send it until it is answered."""
        status, location, text = self.ask(path)
        assert status == 200, (path, status, location)
        form = next(form for form in FORM.findall(text) if f"{button}</button>" in form)
        data = {name: unescape(value) for name, value in HIDDEN.findall(form)} | values
        action = ACTION.search(form)
        target = action.group(1) if action and action.group(1) else path
        return self.ask(target, urllib.parse.urlencode(data).encode())
