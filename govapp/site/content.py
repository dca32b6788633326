"""What is posted about the organization."""

from govapp.record.shapes.bodies import Organization
from govapp.site.models import OrganizationPage


def build_organization(page: OrganizationPage, *, time_zone: str) -> Organization:
    """Build the organization's own page from the desk's."""
    return Organization(
        name=page.name,
        short_name=page.short_name,
        tagline=page.tagline,
        about=page.about,
        credit=page.credit,
        address=page.address,
        phone=page.phone,
        email=page.email,
        business_hours=page.business_hours,
        accessibility_contact=page.accessibility_contact,
        time_zone=time_zone,
        is_demonstration=page.is_demonstration,
    )
