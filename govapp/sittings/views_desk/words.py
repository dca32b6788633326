"""What the meeting screen calls things."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from govapp.meetings.published.vote_words import method, motion_state, rule
from govapp.sittings.rules.room import Act, Bench, Caution
from govapp.sittings.views_desk.showing import Showing

__all__ = [
    "act",
    "caution",
    "method",
    "methods",
    "mode",
    "motion_kinds",
    "motion_state",
    "option",
    "result",
    "results",
    "rule",
    "state",
    "status",
    "targets",
]


def state(name: str) -> str:
    """Name the state of a sitting."""
    return {
        "not_begun": _("Not called to order yet"),
        "in_session": _("In session"),
        "recessed": _("In recess"),
        "closed_session": _("In closed session"),
        "adjourned": _("Adjourned"),
    }[name]


def mode(name: str) -> str:
    """Name a way of taking part."""
    return {
        "in_person": _("In person"),
        "video": _("Video"),
        "phone": _("Phone"),
    }[name]


def status(name: str) -> str:
    """Name how a member stands on the roll."""
    return {
        "": _("Not called yet"),
        "present": _("Present"),
        "left": _("Left"),
        "absent": _("Absent"),
        "excused": _("Excused"),
    }[name]


def option(name: str) -> str:
    """Name what a line of a vote says."""
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "abstain": _("Abstain"),
        "recused": _("Recused"),
        "absent": _("Absent"),
        "excused": _("Excused"),
        "not_voting": _("Not voting"),
    }[name]


def result(name: str) -> str:
    """Name how a vote ends."""
    return {
        "pass": _("Passes"),
        "fail": _("Fails"),
        "no_quorum": _("No quorum"),
    }[name]


def methods(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return ways of voting with their names."""
    return [(name, method(name)) for name in names]


def targets(shown: Showing, bench: Bench) -> list[tuple[str, str]]:
    """Return the motions of a body that another may act on, with their names."""
    found = [
        (held.motion.id, _("Motion %(number)s", number=shown.numbers[held.motion.id]))
        for held in shown.room.motions.values()
        if held.motion.body == bench.body and held.motion.state != "void"
    ]
    return [("", _("The one before the body, if any")), *found]


def results() -> list[tuple[str, str]]:
    """Return how a vote can end, with the names."""
    return [(name, result(name)) for name in ("pass", "fail", "no_quorum")]


def caution(found: Caution, shown: Showing) -> str:
    """Say what is out of order."""
    values = {
        name: shown.numbers.get(value, value) for name, value in found.values.items()
    }
    return _(found.message, **values)


def motion_kinds() -> dict[str, str]:
    """Name each kind of motion."""
    return {
        "main": _("Main motion"),
        "approve_minutes": _("Approve minutes"),
        "adopt_consent": _("Adopt the consent agenda"),
        "amend": _("Amend"),
        "substitute": _("Substitute"),
        "lay_on_table": _("Lay on the table"),
        "take_from_table": _("Take from the table"),
        "postpone_definite": _("Postpone to a certain time"),
        "postpone_indefinite": _("Postpone indefinitely"),
        "refer": _("Refer"),
        "previous_question": _("Previous question"),
        "limit_debate": _("Limit or extend debate"),
        "reconsider": _("Reconsider"),
        "rescind": _("Rescind"),
        "recess": _("Recess"),
        "adjourn": _("Adjourn"),
        "closed_session": _("Go into closed session"),
        "add_item": _("Add an item"),
        "suspend_rules": _("Suspend the rules"),
        "appeal": _("Appeal from the chair"),
        "receive_file": _("Receive and file"),
    }


def act(done: Act, shown: Showing) -> str:
    """Say what an entry of the log records."""
    data = {
        **done.data,
        "who": shown.names.get(str(_person(done)), ""),
        "what": shown.items.get(str(done.data.get("item", "")), ""),
        "motion": shown.numbers.get(str(done.data.get("motion", "")), "–"),
        "how": _how(done),
    }
    return _sentences()[done.kind] % data


def _person(done: Act) -> object:
    return next(
        (
            done.data[name]
            for name in ("person", "member", "mover")
            if done.data.get(name)
        ),
        "",
    )


def _how(done: Act) -> str:
    data = done.data
    said: dict[str, Callable[[], str]] = {
        "arrive": lambda: mode(data.get("mode", "in_person")),
        "miss": lambda: status(data.get("status", "absent")),
        "cast": lambda: option(data["option"]),
        "open_vote": lambda: method(data["method"]),
        "declare": lambda: result(data["result"]),
        "move": lambda: motion_kinds()[data.get("kind", "main")],
        "dispose": lambda: motion_state(data["how"]),
        "conflict": lambda: (
            _("recused")
            if data.get("kind", "recusal") == "recusal"
            else _("disclosure")
        ),
    }
    return said[done.kind]() if done.kind in said else ""


def _sentences() -> dict[str, str]:
    """Say each kind of act as a sentence with gaps."""
    return {
        "order": _("Called to order"),
        "preside": _("Presiding: %(who)s"),
        "take_up": _("Taken up: %(what)s"),
        "recess": _("Recess"),
        "close": _("Closed session begins"),
        "resume": _("Resumed in open session"),
        "adjourn": _("Adjourned"),
        "arrive": _("%(who)s is present: %(how)s"),
        "leave": _("%(who)s leaves"),
        "miss": _("%(who)s: %(how)s"),
        "conflict": _("%(who)s, %(how)s on %(what)s: %(statement)s"),
        "return": _("%(who)s is back after %(what)s"),
        "pull": _("Pulled from consent by %(by)s: %(what)s"),
        "move": _("%(how)s, moved by %(who)s: %(text)s"),
        "second": _("Motion %(motion)s seconded by %(who)s"),
        "dispose": _("Motion %(motion)s: %(how)s"),
        "number": _("Motion %(motion)s is resolution %(number)s"),
        "open_vote": _("Vote on motion %(motion)s: %(how)s"),
        "cast": _("%(who)s votes %(how)s on motion %(motion)s"),
        "agree": _("All present vote yes on motion %(motion)s"),
        "declare": _("Declared on motion %(motion)s: %(how)s"),
        "void": _("Void, motion %(motion)s: %(reason)s"),
        "strike": _("Struck, entry %(seq)s: %(reason)s"),
    }
