"""Reads of the organization's own page, as the desk has it."""

from govapp.database import db
from govapp.site.models import OrganizationPage

SINGLE = 1


def find_page() -> OrganizationPage | None:
    """Return the page, or None before anybody wrote it."""
    return db.session.get(OrganizationPage, SINGLE)


def hold_page() -> OrganizationPage | None:
    """Return the same afresh, held for this transaction."""
    return db.session.get(
        OrganizationPage, SINGLE, populate_existing=True, with_for_update=True
    )
