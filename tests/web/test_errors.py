"""Every refusal is a page in plain words that repeats nothing of the address."""

import pytest

from tests.pages import PageClient


@pytest.mark.parametrize(
    "path",
    [
        "/meetings/%00",
        "/people/a%00b",
        "/committees/%00",
        "/documents/%00/x.pdf",
        "/meetings?q=%00",
        "/search?q=%00",
    ],
)
def test_a_nul_is_an_unknown_address(client: PageClient, path: str) -> None:
    unknown = client.get("/nothing-here")
    answer = client.get(path)
    assert (answer.status_code, answer.data) == (404, unknown.data)


def test_a_wrong_method_says_which_are_right(client: PageClient) -> None:
    answer = client.post("/calendar")
    assert answer.status_code in {400, 405}


def test_an_unknown_host_is_refused(client: PageClient) -> None:
    answer = client.get("/calendar", headers={"Host": "evil.example"})
    assert answer.status_code == 400
