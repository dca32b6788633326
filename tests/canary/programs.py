"""Where programs begin to read, and where what they are told leads them."""

import re
from collections.abc import Iterator

CITY = "/api/legistar/v1/city"
INSITE = "/api/legistar/insite"
SINCE = "modified_since=2000-01-01T00:00:00%2B00:00"
LATER = "$filter=EventDate+ge+datetime'2026-12-01'&$orderby=EventId"
# Every other address of the JSON API, and of OParl, stands in an answer.
START: tuple[str, ...] = (
    "/api", "/api/openapi.json", "/api/v1", "/api/oparl/system", "/api/ocd/",
    *(
        f"/api/ocd/{name}?per_page=1000"
        for name in (
            "jurisdictions", "organizations", "people", "posts", "memberships",
            "events", "bills", "votes", "motions",
        )
    ),
    *(
        f"/api/oparl/body/{name}?{SINCE}"
        for name in (
            "organization", "person", "membership", "meeting", "paper", "agendaitem",
            "consultation", "file", "location", "legislativeterm",
        )
    ),
    *(
        f"{CITY}/{name}"
        for name in (
            "events", f"events?{LATER}", "matters", "bodies", "persons",
            "officerecords", "actions", "bodytypes", "mattertypes", "matterstatuses",
            "votetypes",
        )
    ),
    *(
        f"{INSITE}/{name}"
        for name in ("Calendar.aspx", "Legislation.aspx", "People.aspx")
    ),
)  # fmt: skip
ADDRESS = re.compile(rb'"(http://localhost/[^"\\]*)"')
OCD = re.compile(rb'"(ocd-[a-z]+/[^"\\]+)"')
# What the Legistar API knows by an id, and has no address for in its answers.
ROW = re.compile(rb'"(Event|EventItem|Matter|Body|Person)Id": (\d+)')
BENEATH = {
    "Event": (
        "events/{}", "events/{}?EventItems=1", "events/{}/eventitems",
    ),
    "EventItem": ("eventitems/{}/votes", "eventitems/{}/rollcalls"),
    "Matter": (
        "matters/{0}", "matters/{0}/versions", "matters/{0}/texts/{0}",
        "matters/{0}/histories", "matters/{0}/attachments",
    ),
    "Body": ("bodies/{}", "bodies/{}/officerecords", "eventdates/{}"),
    "Person": (
        "persons/{}", "persons/{}/officerecords", "persons/{}/votes",
        "persons/{}/rollcalls",
    ),
}  # fmt: skip


def lead(content: bytes) -> Iterator[str]:
    """Yield each address that a program would ask for next."""
    for address in ADDRESS.findall(content):
        yield address.decode()
    for key in OCD.findall(content):
        yield f"/api/ocd/{key.decode()}"
    for kind, number in ROW.findall(content):
        for path in BENEATH[kind.decode()]:
            yield f"{CITY}/{path.format(number.decode())}"
