"""What was done with a meeting, in words: "added an item"."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

WORDS: dict[str, LazyString] = {
    "action.asked": _("wrote down what is to be done"),
    "action.done": _("closed what was to be done"),
    "action.dropped": _("dropped what was to be done"),
    "action.edited": _("changed what is to be done"),
    "action.reopened": _("opened again what is to be done"),
    "agenda.begun": _("added the items of a template"),
    "agenda.copied": _("copied an agenda"),
    "agenda.edited": _("edited the note"),
    "agenda.posted": _("posted the agenda"),
    "agenda.released": _("released the agenda to the members"),
    "agenda.styled": _("set how the agenda is numbered"),
    "agenda.undone": _("undid a change of the agenda"),
    "attendance.declared": _("told who comes"),
    "cancellation.posted": _("cancelled it"),
    "certificate.posted": _("issued a posting certificate"),
    "closed.read": _("read what is closed"),
    "conflict.disclosure": _("disclosed a conflict"),
    "conflict.recusal": _("declared a recusal"),
    "conflict.taken_back": _("took a conflict back"),
    "file.attached": _("attached a file"),
    "file.edited": _("edited a file"),
    "file.moved": _("moved a file"),
    "file.removed": _("removed a file"),
    "file.replaced": _("replaced a file"),
    "import.begun": _("brought a Word file"),
    "import.taken": _("took in the items of a Word file"),
    "guest.ended": _("shut the closed session for a guest"),
    "guest.invited": _("let a guest into the closed session"),
    "item.added": _("added an item"),
    "item.carried": _("carried an item to another meeting"),
    "item.dismissed": _("let an item wait no longer"),
    "item.edited": _("edited an item"),
    "item.founded": _("stated the basis of a late item"),
    "item.moved": _("moved an item"),
    "item.pulled": _("pulled an item from consent"),
    "item.put_back": _("put an item back into consent"),
    "item.put_off": _("put an item off"),
    "item.removed": _("removed an item"),
    "meeting.edited": _("edited the details"),
    "meeting.joined": _("changed the bodies"),
    "meeting.scheduled": _("scheduled it"),
    "meeting.timed": _("changed the time"),
    "closed_minutes.approved": _("approved the minutes of the closed session"),
    "closed_minutes.corrected": _("corrected the minutes of the closed session"),
    "closed_minutes.proposed": _("proposed the minutes of the closed session"),
    "closed_minutes.withdrawal": _("withdrew the minutes of the closed session"),
    "minutes.attendance": _("set the attendance"),
    "minutes.begun": _("began the minutes"),
    "minutes.correction_accepted": _("accepted a correction"),
    "minutes.correction_asked": _("entered a correction"),
    "minutes.correction_rejected": _("did not accept a correction"),
    "minutes.edited": _("edited the minutes"),
    "minutes.review_ended": _("ended the review of the minutes"),
    "minutes.review_opened": _("put the minutes in review by members"),
    "minutes.posted": _("posted the minutes"),
    "notice.excepted": _("stated an exception from notice"),
    "notice.posted": _("posted the notice"),
    "proposals.deadline_set": _("set the deadline for proposals"),
    "recording.posted": _("posted the recording"),
    "report.posted": _("reported out of closed session"),
    "report.waived": _("waived a report"),
    "result.posted": _("posted the results"),
    "sitting.posted": _("posted how the sitting stands"),
    "withdrawal.posted": _("withdrew a posting"),
}
RECORDED = _("recorded in the room")


def doing(action: str) -> str:
    """Say what an action of the audit trail was; its own name where none is known."""
    if action.startswith("sitting.") and action not in WORDS:
        return str(RECORDED)
    return str(WORDS.get(action, action))
