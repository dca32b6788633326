"""A rule of notice for the demonstration's meetings, which says that it is none."""

from collections.abc import Mapping

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.notices.services import rule_sets

BODIES = ("iso-board", "wem-governing-body", "msc")
TITLE = "This site's demonstration rule"
CITATION = (
    "Made up to show how deadlines are watched. It is neither a law nor the California "
    "ISO's Open Meeting Policy, whose text could not be obtained."
)


def attach_rules(bodies: Mapping[str, Body]) -> None:
    """Let the demonstration's own rule bind some bodies from today on."""
    for slug in BODIES:
        body = bodies[slug]
        rule_sets.attach_house_rule(
            SYSTEM,
            body,
            title=TITLE,
            citation=CITATION,
            kind="regular",
            what="notice_and_agenda",
            amount=10,
            unit="calendar_days",
            start_on=clock.today(body.time_zone),
        )
