"""Forms of the agenda builder."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from govapp.web.fields import Choice, Choices, Count, line, prose
from govapp.web.forms import DeskForm, EditForm

TITLE = 1000
DAY_MINUTES = 24 * 60
KINDS = (
    ("other", _("Other business")),
    ("heading", _("Heading, without a number")),
    ("procedural", _("Procedural")),
    ("minutes", _("Approval of minutes")),
    ("consent", _("Consent")),
    ("decision", _("Decision")),
    ("briefing", _("Briefing")),
    ("public_comment", _("Public comment")),
    ("closed", _("Closed session")),
)
UNTITLED = _("Give the item a title.")


class AddItemForm(DeskForm):
    """A new line of business."""

    title = line(_("Title"), required=UNTITLED, most=TITLE)
    kind = Choice(_("Kind"), KINDS)


class ItemForm(EditForm):
    """Everything that an item says."""

    title = line(
        _("Title"),
        required=UNTITLED,
        most=TITLE,
        description=_("Everyone reads it, also for a closed item."),
    )
    kind = Choice(_("Kind"), KINDS)
    is_action = BooleanField(_("Action may be taken"))
    presenter = line(_("Presenter"))
    minutes_planned = Count(_("Minutes planned"), most=DAY_MINUTES)
    description = prose(_("Description"))
    recommended_motion = prose(_("Recommended motion"))
    legal_basis = line(
        _("Legal basis"),
        description=_("Why it may be closed, such as a section of law. Public."),
    )
    closed_title = line(
        _("Closed title"),
        most=TITLE,
        description=_("What it is really about. Never public."),
    )
    is_withdrawn = BooleanField(
        _("Withdrawn: it stays on the agenda, struck through, and is not taken up")
    )


class MoveForm(DeskForm):
    """Where an item goes: beneath which other, at which place."""

    parent = Choice(_("Beneath"))
    position = Choice(_("Place"), coerce=int)

    def offer(self, parents: Choices, places: int) -> None:
        """Set what can be chosen; `places` is how many a list may have at most."""
        self.parent.offer([("", gettext("The agenda itself")), *parents])
        self.position.offer(
            [
                (1, gettext("1, at the start")),
                *((place, str(place)) for place in range(2, places)),
                (max(places, 2), gettext("At the end")),
            ]
        )


class CopyForm(DeskForm):
    """The meeting whose agenda is copied."""

    source = Choice(_("Meeting"), coerce=int)


class NoteForm(EditForm):
    """What stands above the items."""

    agenda_note = prose(
        _("Note above the agenda"),
        description=_("Such as how to address the body. Everyone reads it."),
    )
