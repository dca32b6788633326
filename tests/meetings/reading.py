"""What a visitor reads on a page."""

from xml.etree.ElementTree import Element

from tests.pages import PageClient, parse_page, read_text


def open_page(client: PageClient, path: str, status: int = 200) -> Element:
    """Open a page that sets no cookie, as it is without scripts.

    Fails on another status.
    """
    response = client.get(path)
    assert response.status_code == status, response.text
    assert "Set-Cookie" not in response.headers
    page = parse_page(response.text)
    for template in list(page.iter("template")):
        template.clear()
    return page


def read_all(page: Element, tag: str, name: str = "") -> list[str]:
    """Return the texts of all elements of a tag, or those of a class."""
    return [
        read_text(element)
        for element in page.iter(tag)
        if not name or name in element.get("class", "").split()
    ]


def read_links(page: Element, start: str) -> list[str]:
    """Return the addresses of all links that begin in a way."""
    found = (link.get("href", "") for link in page.iter("a"))
    return [address for address in found if address.startswith(start)]
