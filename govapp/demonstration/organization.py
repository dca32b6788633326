"""The demonstration's organization."""

from govapp.accounts.services import SYSTEM
from govapp.site import services as site

ABOUT = """\
This is a demonstration. It shows real public facts of the California ISO's Board of \
Governors and its committees, each with the source it was read in, as dated history. \
It is not the California ISO's own site.

Meetings marked "Demonstration" are made up to show what this product does. Nobody \
named in them is a real person."""
CREDIT = "Facts of public record about the California ISO, credited to their sources."


def load() -> None:
    """Write and post the organization's page."""
    site.edit_organization(
        SYSTEM,
        row_version=0,
        name="California ISO public meetings (demonstration)",
        short_name="California ISO (demonstration)",
        tagline="Boards and committees: calendars, agendas, minutes and votes",
        about=ABOUT,
        credit=CREDIT,
        address="250 Outcropping Way, Folsom, California 95630",
        business_hours="Monday to Friday, 8 a.m. to 5 p.m. Pacific time",
        is_demonstration=True,
    )
    site.post_organization(SYSTEM)
