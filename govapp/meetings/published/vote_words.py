"""What pages call motions, votes and who was there, in plain words."""

from flask_babel import gettext

from govapp.meetings.published import words
from govapp.record.shapes.sittings import (
    ADJOURNED,
    Ballot,
    DecisionRule,
    Motion,
    Option,
    Part,
    Pause,
    Round,
    Sitting,
    Stay,
    Tally,
)
from govapp.web.filters import clock_time, when


def option(name: str) -> str:
    """Name what a member's line in a vote says."""
    return {
        Option.YES: gettext("Yes"),
        Option.NO: gettext("No"),
        Option.ABSTAIN: gettext("Abstained"),
        Option.RECUSED: gettext("Recused"),
        Option.ABSENT: gettext("Absent"),
        Option.EXCUSED: gettext("Excused"),
        Option.NOT_VOTING: gettext("Did not vote"),
    }[Option(name)]


def ballot(line: Ballot) -> str:
    """Say how a member voted, and on which items of a block they took no part."""
    return voted(line.option, ", ".join(each.number for each in line.recused_on))


def voted(name: str, recused_on: str) -> str:
    """Say the same of a line that names items by their numbers."""
    if not recused_on:
        return option(name)
    return gettext(
        "%(vote)s; recused on %(items)s", vote=option(name), items=recused_on
    )


def part(found: Part) -> str:
    """Say what a vote on a block came to for an item on which some are recused."""
    return gettext(
        "Item %(number)s: %(result)s.",
        number=found.item.number,
        result=", ".join([outcome(found.computed).lower(), tally(found.tally)]),
    )


def outcome(name: str) -> str:
    """Say how a vote ended."""
    return {
        "pass": gettext("Passed"),
        "fail": gettext("Failed"),
        "no_quorum": gettext("No quorum"),
    }.get(name, "")


def tally(found: Tally) -> str:
    """Say how many were for and against, and what the others did: 3 to 1, 1 absent."""
    cast = gettext("%(yes)s to %(no)s", yes=found.yes, no=found.no)
    parts = [
        (found.yes + found.no, cast),
        (found.abstain, gettext("%(num)s abstaining", num=found.abstain)),
        (found.recused, gettext("%(num)s recused", num=found.recused)),
        (found.absent, gettext("%(num)s absent", num=found.absent)),
        (found.excused, gettext("%(num)s excused", num=found.excused)),
        (found.not_voting, gettext("%(num)s not voting", num=found.not_voting)),
    ]
    return ", ".join(words for count, words in parts if count)


def motion_kind(kind: str) -> str:
    """Name a kind of motion where that says something."""
    return {
        "adopt_consent": gettext("Motion to adopt the consent agenda"),
        "approve_minutes": gettext("Motion to approve minutes"),
        "amend": gettext("Motion to amend"),
        "substitute": gettext("Substitute motion"),
        "refer": gettext("Motion to refer"),
        "postpone_definite": gettext("Motion to postpone to a certain time"),
        "postpone_indefinite": gettext("Motion to postpone indefinitely"),
        "limit_debate": gettext("Motion to limit or extend debate"),
        "previous_question": gettext("Previous question"),
        "lay_on_table": gettext("Motion to lay on the table"),
        "take_from_table": gettext("Motion to take from the table"),
        "recess": gettext("Motion to recess"),
        "adjourn": gettext("Motion to adjourn"),
        "reconsider": gettext("Motion to reconsider"),
        "rescind": gettext("Motion to rescind"),
        "suspend_rules": gettext("Motion to suspend the rules"),
        "appeal": gettext("Appeal from the decision of the chair"),
    }.get(kind, "")


def motion_state(state: str) -> str:
    """Say how a motion stands."""
    return {
        "pending": gettext("Before the body"),
        "adopted": gettext("Adopted"),
        "lost": gettext("Lost"),
        "withdrawn": gettext("Withdrawn"),
        "died_no_second": gettext("Died for want of a second"),
        "tabled": gettext("Laid on the table"),
        "postponed": gettext("Postponed"),
        "referred": gettext("Referred"),
        "ruled_out": gettext("Ruled out of order"),
        "void": gettext("Void"),
    }.get(state, "")


def method(name: str) -> str:
    """Say how a vote was taken, empty where that is not known."""
    return {
        "unanimous_consent": gettext("Without objection"),
        "voice": gettext("By voice"),
        "show_of_hands": gettext("By show of hands"),
        "roll_call": gettext("By roll call"),
    }.get(name, "")


def rule(needed: DecisionRule) -> str:
    """Say what a motion needs to pass."""
    return {
        "majority_cast": gettext("more yes than no"),
        "majority_present": gettext("more than half of the members present"),
        "majority_seats": gettext("more than half of all seats"),
        "two_thirds_cast": gettext("two thirds of the votes cast"),
        "two_thirds_or_unanimous_if_fewer": gettext(
            "two thirds of the members present, or all of them where fewer than two "
            "thirds of the seats are there"
        ),
    }.get(needed.code, needed.code.replace("_", " "))


def result(taken: Round) -> str:
    """Say how a vote ended: Passed, 3 to 1, 1 absent."""
    ended = outcome(taken.declared or taken.computed)
    return ", ".join(part for part in (ended, tally(taken.tally)) if part)


def motion_result(motion: Motion) -> str:
    """Say what came of a motion: of the vote that counts, else how it stands."""
    taken = motion.deciding
    return (result(taken) if taken else "") or motion_state(motion.state)


def judged(taken: Round) -> str:
    """Say what a vote was judged by, as far as that was kept."""
    parts = []
    if taken.rule:
        parts.append(gettext("Needed: %(rule)s.", rule=rule(taken.rule)))
    if taken.quorum:
        parts.append(
            gettext(
                "Quorum %(quorum)s of %(seats)s seats, %(present)s present.",
                quorum=taken.quorum,
                seats=taken.seats,
                present=taken.present,
            )
        )
    return " ".join(parts)


def stay(found: Stay, zone: str) -> str:
    """Say how and when somebody was there, as far as that is known."""
    mode = words.attendance(found.mode) if found.mode else ""
    span = _span(found.arrived, found.left, zone) if found.arrived else ""
    return ", ".join(part for part in (mode, span) if part)


def pause(found: Pause, zone: str) -> str:
    """Say when a meeting was in recess or in closed session."""
    closed = gettext("In closed session")
    what = gettext("In recess") if found.kind == "recess" else closed
    return f"{what} {_span(found.since, found.until, zone)}."


def _span(start: str, end: str, zone: str) -> str:
    began = clock_time(start, zone)
    if not end:
        return gettext("from %(start)s", start=began)
    return gettext("%(start)s to %(end)s", start=began, end=clock_time(end, zone))


def conflict_kind(kind: str) -> str:
    """Say what somebody did over a conflict of interest."""
    if kind == "recusal":
        return gettext("recused")
    return gettext("disclosed an interest")


def sitting_since(sitting: Sitting, zone: str) -> str:
    """Say since when a meeting is as it is."""
    pause = sitting.pauses[-1] if sitting.pauses else None
    if sitting.state == ADJOURNED and sitting.adjourned:
        return gettext("Adjourned %(when)s.", when=when(sitting.adjourned, zone))
    if pause and not pause.until:
        return gettext("Since %(time)s.", time=clock_time(pause.since, zone))
    if sitting.called_to_order:
        called = when(sitting.called_to_order, zone)
        return gettext("Called to order %(when)s.", when=called)
    return ""
