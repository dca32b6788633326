"""Whose a paper is, how to reach them, and its color."""

from collections.abc import Iterator
from dataclasses import dataclass

from govapp.record.shapes.bodies import Body, Letterhead, Organization
from govapp.web.fields import INK


@dataclass(frozen=True)
class Head:
    """How a paper begins: whose it is, how to reach them, the color of its headings."""

    names: tuple[str, ...]
    lines: tuple[str, ...]
    accent: str


def write_head(site: Organization, body: Body | None) -> Head:
    """Return the body's letterhead; what it leaves open is the organization's."""
    own = (body.letterhead if body else None) or Letterhead()
    return Head(
        names=own.names or (site.name,),
        lines=own.lines or tuple(_reach(site, body)),
        accent=own.accent or INK,
    )


def _reach(site: Organization, body: Body | None) -> Iterator[str]:
    """Yield where the organization is, and how to reach the body or else it."""
    if site.address:
        yield ", ".join(site.address.splitlines())
    if body and body.contact:
        yield ", ".join(body.contact.splitlines())
        return
    yield from (text for text in (site.phone, site.email) if text)
