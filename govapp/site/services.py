"""What the desk does with the organization's own page."""

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.config import Settings
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.record import services as record
from govapp.record.projection import list_postings
from govapp.record.shapes.base import Kind
from govapp.site import queries
from govapp.site.content import build_organization
from govapp.site.models import OrganizationPage

SUBJECT = "organization:"


@atomic
def edit_organization(
    actor: Actor,
    *,
    row_version: int | None,
    name: str,
    short_name: str = "",
    tagline: str = "",
    about: str = "",
    credit: str = "",
    address: str = "",
    phone: str = "",
    email: str = "",
    business_hours: str = "",
    accessibility_contact: str = "",
    is_demonstration: bool | None = None,
) -> OrganizationPage:
    """Write who the organization is; the public reads it once it is posted.

    The first time, `row_version` is 0. Raises StaleError where somebody else saved.
    """
    page = queries.hold_page() or OrganizationPage(id=queries.SINGLE)
    if row_version != (page.row_version or 0):
        raise StaleError
    page.name, page.short_name, page.tagline = name, short_name, tagline
    page.about, page.credit = about, credit
    page.address, page.phone, page.email = address, phone, email
    page.business_hours = business_hours
    page.accessibility_contact = accessibility_contact
    if is_demonstration is not None:
        page.is_demonstration = is_demonstration
    db.session.add(page)
    db.session.flush()
    audit.record(actor, "organization.edited", SUBJECT)
    return page


@atomic
def post_organization(actor: Actor, *, time_zone: str = Settings.time_zone) -> int:
    """Post the organization's page as it stands; return the entry's number.

    Raises RuleError where there is nothing to post, or nothing new.
    """
    page = queries.find_page()
    if page is None:
        raise RuleError("Write the page first, then post it.")
    record.lock()
    content = build_organization(page, time_zone=time_zone)
    posted = list_postings(SUBJECT)
    if posted and posted[-1].content == content.canonical():
        raise RuleError("Nothing has changed since this page was last posted.")
    seq = record.append(
        kind=Kind.ORGANIZATION,
        subject=SUBJECT,
        content=content,
        version=len(posted) + 1,
    )
    audit.record(actor, "organization.posted", SUBJECT, detail=f"entry {seq}")
    return seq
