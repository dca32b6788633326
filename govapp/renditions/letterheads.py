"""Who speaks on a paper, and how to reach them."""

from collections.abc import Iterator

from govapp.record.shapes.bodies import Body, Organization


def letterhead_lines(site: Organization, body: Body | None) -> Iterator[str]:
    """Yield how to reach the body, else the organization."""
    if site.address:
        yield ", ".join(site.address.splitlines())
    if body and body.contact:
        yield ", ".join(body.contact.splitlines())
        return
    yield from (text for text in (site.phone, site.email) if text)
