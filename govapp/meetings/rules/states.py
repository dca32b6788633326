"""What may happen to a meeting in which state."""

from govapp.errors import RuleError

# The states as stored; a sitting's own course is recorded apart.
ALLOWED = {
    "edit": {"draft", "scheduled", "noticed", "postponed"},
    "change_times": {"draft"},
    "post_notice": {"draft", "scheduled", "noticed", "postponed"},
    "post_agenda": {"draft", "scheduled", "noticed"},
    "reschedule": {"scheduled", "noticed", "postponed"},
    "postpone": {"scheduled", "noticed"},
    "cancel": {"scheduled", "noticed", "postponed"},
    "withdraw_agenda": {"noticed", "postponed", "cancelled"},
    "post_minutes": {"scheduled", "noticed", "completed"},
    "sit": {"scheduled", "noticed"},
}
REFUSALS = {
    "edit": "This meeting is cancelled or completed: what was posted of it stays.",
    "change_times": "A posted meeting is rescheduled, so that everybody hears of it.",
    "post_notice": "This meeting is cancelled or completed: its notice stays.",
    "post_agenda": "An agenda cannot be posted for a meeting that is postponed, "
    "cancelled or completed.",
    "reschedule": "Only a posted meeting that has not been cancelled or held can move.",
    "postpone": "Only a meeting that stands in the calendar can be postponed.",
    "cancel": "Only a posted meeting that has not been held can be cancelled.",
    "withdraw_agenda": "There is no agenda to withdraw.",
    "post_minutes": "Minutes belong to a meeting that was posted and not cancelled.",
    "sit": "Only a meeting that was posted, and not postponed or cancelled, can be "
    "called to order.",
}


def may(action: str, state: str) -> bool:
    """Say whether an action is open in a state."""
    return state in ALLOWED[action]


def check(action: str, state: str) -> None:
    """Refuse what a state forbids; raises RuleError saying why."""
    if not may(action, state):
        raise RuleError(REFUSALS[action])
