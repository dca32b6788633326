"""Tokens in what is the installation's, and at every desk: bodies, people, accounts."""

from datetime import date

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.meetings.services import closed_days
from govapp.permissions import Role
from govapp.site import services as organization
from tests.canary.site import Canaries, Site


def plant_common(site: Site, canaries: Canaries) -> None:
    """Put tokens into it; nothing of it is posted."""
    _plant_people(site, canaries)
    organization.edit_organization(
        SYSTEM, row_version=1, name=canaries.put("unposted organization")
    )
    closed_days.close_office(
        SYSTEM, name=canaries.put("day off"), first_on=date(2027, 3, 9)
    )
    hidden = committees.create_body(
        SYSTEM,
        slug="hidden-panel",
        name=canaries.put("unposted body"),
        kind="committee",
        time_zone="UTC",
    )
    site.secret_addresses.append(f"/committees/{hidden.slug}")


def _plant_people(site: Site, canaries: Canaries) -> None:
    person = committees.add_person(SYSTEM, name=canaries.put("unposted person"))
    committees.appoint_member(SYSTEM, site.board, person=person, start_on="2026-01-01")
    site.secret_addresses.append(f"/people/{person.slug}")
    accounts.invite_user(
        SYSTEM,
        email=f"{canaries.put('account').lower()}@govapp.example",
        name=canaries.put("account's name"),
        roles=[(Role.SECRETARY, site.board.id)],
    )
    accounts.invite_user(
        SYSTEM,
        email="demo-administrator@govapp.example",
        name=canaries.put("administrator's name"),
        roles=[(Role.ADMINISTRATOR, None)],
    )
