"""Business that sources show at several meetings, and some that is made up."""

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration.facts import Facts, facts
from govapp.meetings.queries.matters import find_matter
from govapp.meetings.services import matters
from govapp.record.shapes.matters import MatterRef

MADE_UP = "DEMO-1"
FOLLOWED = "Decision on the transmission plan"

Reported = tuple[str, str, str]


def post_matters() -> dict[Reported, MatterRef]:
    """Post what sources show at several meetings, by each item's day, body, title."""
    found: dict[Reported, MatterRef] = {}
    for fact in facts()["matters"]:
        ref = _post(fact)
        found |= dict.fromkeys(map(tuple, fact["items"]), ref)
    return found


def open_made_up() -> None:
    """Open a matter of the demonstration's own, which its agendas post."""
    matters.open_matter(
        SYSTEM,
        body=queries.get_body("iso-board"),
        file_number=MADE_UP,
        title="Demonstration: a transmission plan",
        kind="other",
        summary="<p>Made up to show how business is followed across meetings.</p>",
    )


def find_made_up(title: str) -> int | None:
    """Return that matter's id for an item that is part of it."""
    found = find_matter(MADE_UP) if title == FOLLOWED else None
    return found.id if found else None


def _post(fact: Facts) -> MatterRef:
    summary = fact.get("summary", "")
    matter = matters.open_matter(
        SYSTEM,
        body=queries.get_body(fact["body"]),
        title=fact["title"],
        kind=fact["kind"],
        initiative_url=fact.get("initiative", ""),
        summary=f"<p>{summary}</p>" if summary else "",
    )
    matters.post_matter(SYSTEM, matter)
    return MatterRef(file_number=matter.file_number or "", title=matter.title)
