"""Secrets between meetings: what members are asked, and ask about what is closed."""

from datetime import timedelta

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.asking.services.questions import answer_question, ask_question
from govapp.asking.services.readings import ask_reading
from govapp.committees.queries import get_person
from govapp.portal.queries.posted import list_posted
from tests.canary.site import Canaries, Site


def plant_asked(site: Site, canaries: Canaries) -> None:
    """Ask the board to read something; ask about a closed item, and answer once."""
    ask_reading(
        SYSTEM,
        site.board,
        document=list_posted(site.board)[0].file.id,
        title=canaries.put("what is to be read"),
        note=canaries.put("why it is to be read"),
        due_on=clock.today(site.board.time_zone) + timedelta(days=9),
    )
    answered, _waiting = (
        ask_question(
            SYSTEM,
            site.meeting,
            person=get_person("demo-member"),
            item_key=site.closed.key,
            label=site.closed.title,
            is_closed=True,
            text=canaries.put("as a member asked"),
        )
        for _ in range(2)
    )
    answer_question(
        SYSTEM,
        answered,
        row_version=answered.row_version,
        wording=canaries.put("as the staff put it"),
        answer=canaries.put("answer about what is closed"),
    )
