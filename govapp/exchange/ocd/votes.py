"""Motions and votes: Popolo's motion, and Open Civic Data's vote event (OCDEP 7)."""

from collections.abc import Iterator

from govapp.exchange.ocd.names import (
    Publisher,
    Row,
    bill_id,
    motion_id,
    organization_id,
    person_id,
    vote_id,
)
from govapp.record.cards import MeetingCard
from govapp.record.shapes.sittings import (
    Ballot,
    DecisionRule,
    Motion,
    Option,
    Outcome,
    Round,
)

# The words there are; `extras` has the exact one of each member.
OPTIONS = {Option.RECUSED: "not voting", Option.NOT_VOTING: "not voting"}
PASSED, FAILED = "pass", "fail"
UNTOLD = "The source does not give the text of the motion."


def list_motions(card: MeetingCard) -> list[Motion]:
    """Return the motions on which a vote counts, each once."""
    found = {one.id: one for one in reversed(card.motions) if one.deciding}
    return list(found.values())[::-1]


def vote_event_of(card: MeetingCard, motion: Motion, by: Publisher) -> Row:
    """Describe the vote that counts on a motion; there must be one."""
    taken = motion.deciding or Round()
    matter = _matter(card, motion)
    return {
        "id": vote_id(card.number, motion.id),
        "identifier": f"{card.number}/{motion.id}",
        "motion_text": motion.text or UNTOLD,
        "motion_classification": [motion.kind],
        "motion_id": motion_id(card.number, motion.id),
        "start_date": taken.opened_at or card.notice.start_local[:10],
        "end_date": taken.closed_at,
        "result": result_of(motion, taken),
        "organization": organization_id(motion.body.slug),
        "legislative_session": session_of(card),
        "bill": bill_id(matter) if matter else None,
        "bill_action": None,
        "votes": list(_votes(card, motion, taken)),
        "counts": counts_of(taken),
        "sources": by.sources(_page(card, motion), card.notice.sources),
        "extras": _extras(motion, taken),
        "updated_at": card.updated_at,
    }


def motion_of(card: MeetingCard, motion: Motion, by: Publisher) -> Row:
    """Describe a motion as Popolo does, with every vote that was taken on it."""
    mover, taken = motion.mover, motion.deciding
    rules = [each.rule for each in motion.rounds if each.rule]
    return {
        "id": motion_id(card.number, motion.id),
        "identifier": f"{card.number}/{motion.id}",
        "organization_id": organization_id(motion.body.slug),
        "legislative_session_id": session_of(card),
        "creator_id": person_id(mover.slug) if mover and mover.slug else None,
        "text": motion.text or None,
        "classification": motion.kind,
        "date": card.notice.start_local[:10],
        "requirement": requirement_of(rules[-1]) if rules else None,
        "result": result_of(motion, taken) if taken else motion.state,
        "vote_events": [
            _popolo_vote(card, motion, each) for each in motion.rounds if each.is_over
        ],
        "sources": by.sources(_page(card, motion), card.notice.sources),
        "extras": motion.model_dump(
            mode="json", exclude_defaults=True, exclude={"rounds", "text", "body"}
        ),
        "updated_at": card.updated_at,
    }


def _popolo_vote(card: MeetingCard, motion: Motion, taken: Round) -> Row:
    number = 0 if taken == motion.deciding else taken.number
    return {
        "id": vote_id(card.number, motion.id, number),
        "identifier": f"{card.number}/{motion.id}/{taken.number}",
        "motion_id": motion_id(card.number, motion.id),
        "organization_id": organization_id(motion.body.slug),
        "legislative_session_id": session_of(card),
        "start_date": taken.opened_at or None,
        "end_date": taken.closed_at or None,
        "result": result_of(motion, taken),
        "group_results": [],
        "counts": counts_of(taken),
        "votes": [
            {
                "voter_id": vote.get("voter_id"),
                "voter": {"name": vote["voter_name"]},
                "option": vote["option"],
                "note": vote["note"],
            }
            for vote in _votes(card, motion, taken)
        ],
        "extras": _extras(motion, taken),
    }


def session_of(card: MeetingCard) -> str:
    """Return the session that a meeting belongs to: its year."""
    return card.notice.start_local[:4]


def result_of(motion: Motion, taken: Round) -> str:
    """Say how a vote ended in the two words there are for it."""
    outcome = taken.declared or taken.computed
    if outcome:
        return PASSED if outcome == Outcome.PASS else FAILED
    return PASSED if motion.state == "adopted" else FAILED


def counts_of(taken: Round) -> list[Row]:
    """Count the options; what two of ours come to in one word is added up."""
    counts: dict[str, int] = {}
    for option in Option:
        word = OPTIONS.get(option, option.value)
        counts[word] = counts.get(word, 0) + getattr(taken.tally, option.value)
    return [{"option": word, "value": value} for word, value in counts.items() if value]


def requirement_of(rule: DecisionRule) -> str:
    """Say what a motion needed to pass."""
    least = "more than" if rule.is_strict else "at least"
    base = rule.base.replace("_", " ")
    need = [f"{least} {rule.num}/{rule.den} of {base}"]
    if rule.minimum_yes > 1:
        need.append(f"at least {rule.minimum_yes} yes")
    if rule.all_below_num:
        part = f"{rule.all_below_num}/{rule.all_below_den}"
        need.append(f"every member present where fewer than {part} of seats are")
    return "; ".join(need)


def _votes(card: MeetingCard, motion: Motion, taken: Round) -> Iterator[Row]:
    for ballot in taken.ballots:
        person = ballot.person
        row = {
            "option": OPTIONS.get(ballot.option, ballot.option.value),
            "voter_name": person.name,
            "note": _note(card, motion, ballot),
        }
        yield row | {"voter_id": person_id(person.slug)} if person.slug else row


def _note(card: MeetingCard, motion: Motion, ballot: Ballot) -> str:
    """Say what the option's word cannot: that somebody is recused, and why."""
    if ballot.recused_on:
        numbers = ", ".join(item.number for item in ballot.recused_on)
        return f"recused on {numbers}"
    if ballot.option != Option.RECUSED:
        return ""
    reasons = [
        conflict.statement
        for conflict in (card.sitting.conflicts if card.sitting else ())
        if conflict.item == motion.item and conflict.person == ballot.person
    ]
    return ": ".join(filter(None, ["recused", *reasons]))


def _extras(motion: Motion, taken: Round) -> Row:
    """Keep what the vote was judged by, what came of it and each member's own word."""
    kept = taken.model_dump(
        mode="json", exclude_defaults=True, exclude={"opened_at", "closed_at"}
    )
    return {**kept, "state": motion.state, "item": motion.item}


def _matter(card: MeetingCard, motion: Motion) -> str:
    """Return the file number of what a motion was about, if anything."""
    for item in card.agenda.walk() if card.agenda else ():
        if item.key == motion.item and item.matter:
            return item.matter.file_number
    for told in card.result.items if card.result else ():
        if motion in told.motions and told.matter:
            return told.matter.file_number
    return ""


def _page(card: MeetingCard, motion: Motion) -> str:
    item = f"/items/{motion.item}" if motion.item else ""
    return f"/meetings/{card.number}{item}"
