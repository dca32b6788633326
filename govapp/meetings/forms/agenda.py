"""Forms of the agenda builder."""

import json
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from govapp.meetings.content import meeting_title
from govapp.meetings.models import AgendaItem, Matter, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries.approvals import Awaiting
from govapp.meetings.rules.bases import list_laws
from govapp.meetings.rules.numbering import Numbering
from govapp.record.shapes.matters import MatterRef
from govapp.web.fields import Choice, Choices, Count, line, prose
from govapp.web.filters import short_day
from govapp.web.forms import DeskForm, EditForm

TITLE, NUMBER, NAME = 1000, 20, 100
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
AUTHORITIES = (
    ("", _("Not said")),
    ("primary", _("Primary")),
    ("joint", _("Joint")),
    ("advisory", _("Advisory")),
)
NUMBERINGS = (
    ("decimal", _("1, 1.1, 1.1.1")),
    ("letters", _("1, 1.a, 1.a.i")),
    ("capitals", _("A., A.1, A.1.a")),
    ("roman", _("I., I.A, I.A.1")),
    ("typed", _("Typed by hand for each item")),
)
UNTITLED = _("Give the item a title.")
# The beginning of a field's name; the rest is a body's slug.
AUTHORITY = "authority_"


class AddItemForm(DeskForm):
    """A new line of business."""

    title = line(_("Title"), required=UNTITLED, most=TITLE)
    kind = Choice(_("Kind"), KINDS)
    typed_number = line(_("Number"), most=NUMBER)


def make_add_form(meeting: Meeting, **rest: Any) -> AddItemForm:
    """Return the form of a new item; where numbers are typed, it has one."""
    form = AddItemForm(**rest)
    if meeting.numbering != Numbering.TYPED:
        del form.typed_number
    return form


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
    matter_id = Choice(
        _("Matter"),
        coerce=int,
        filters=[lambda data: data or 0],
        description=_("The business that it is part of, followed across meetings."),
    )
    description = prose(_("Description"))
    recommended_motion = prose(_("Recommended motion"))
    legal_basis = line(
        _("Legal basis"),
        description=_(
            "Why it may be closed: choose one of the list or write your own. Public."
        ),
        render_kw={"list": "bases"},
    )
    closed_title = line(
        _("Closed title"),
        most=TITLE,
        description=_("What it is really about. Never public."),
    )
    is_withdrawn = BooleanField(
        _("Withdrawn: it stays on the agenda, struck through, and is not taken up")
    )

    def details(self) -> dict[str, Any]:
        """Return what was typed as a service takes it."""
        values = self.values()
        chosen = {
            name.removeprefix(AUTHORITY): values.pop(name)
            for name in list(values)
            if name.startswith(AUTHORITY)
        }
        found = {slug: each for slug, each in chosen.items() if each}
        return values | {
            "authorities": json.dumps(found, sort_keys=True),
            "matter_id": values["matter_id"] or None,
        }

    def read(self, row: AgendaItem) -> dict[str, Any]:
        """Return what an item says, as the fields would."""
        form = type(self)(formdata=None, obj=row, data=read_authority(row))
        return EditForm.values(form)


def make_item_form(
    item: AgendaItem,
    matters: Iterable[tuple[int, MatterRef]],
    awaiting: Iterable[Awaiting],
) -> ItemForm:
    """Return the form of an item, which may be part of one of these matters.

    It asks for the authority of each body that meets; the approval of minutes asks
    whose they are: its own, or some that wait.
    """
    fields: dict[str, Any] = {
        f"{AUTHORITY}{body.slug}": Choice(
            gettext("Authority of %(name)s", name=body.name), AUTHORITIES
        )
        for body in item.meeting.bodies
    }
    if item.meeting.numbering == Numbering.TYPED:
        fields["typed_number"] = line(_("Number"), most=NUMBER)
    if item.kind == ItemKind.MINUTES:
        fields["minutes_of_id"] = Choice(
            _("Minutes to approve"), _list_minutes(item, awaiting), coerce=_read_id
        )
    form_class: type[ItemForm] = type("ItemForm", (ItemForm,), fields)
    form = form_class(obj=item, data=read_authority(item))
    names = [(matter_id, matter_name(each)) for matter_id, each in matters]
    form.matter_id.offer([(0, gettext("None")), *names])
    return form


def matter_name(matter: Matter | MatterRef) -> str:
    """Name a matter in a list, its file number first if it has one."""
    if matter.file_number:
        return f"{matter.file_number} {matter.title}"[:NAME]
    return gettext("New: %(title)s", title=matter.title)[:NAME]


def _list_minutes(item: AgendaItem, awaiting: Iterable[Awaiting]) -> Choices:
    """Name the meetings whose minutes an item may approve."""
    formers = [each.former for each in awaiting]
    own = [item.minutes_of] if item.minutes_of else []
    return [
        ("", _("Not said")),
        *(
            (former.id, f"{meeting_title(former)}, {short_day(former.start_local)}")
            for former in [*own, *formers]
        ),
    ]


def _read_id(chosen: Any) -> int | None:
    return int(chosen) if chosen else None


def read_authority(item: AgendaItem) -> dict[str, str]:
    """Return the authority of each body that meets as the fields take it."""
    found = item.authority_by_body
    return {
        f"{AUTHORITY}{body.slug}": found.get(body.slug, "")
        for body in item.meeting.bodies
    }


class PullForm(DeskForm):
    """Who wants an item taken up by itself."""

    pulled_by = line(
        _("Pulled by"),
        required=_("Say who pulled it."),
        description=_("Such as Governor Lee, staff or a member of the public."),
    )
    pull_reason = prose(_("Reason"), description=_("Everyone will read this."))


class LateForm(EditForm):
    """On what basis an item is added after the notice."""

    late_basis = Choice(_("Basis"))
    late_reason = prose(
        _("Finding or explanation"), description=_("Everyone will read this.")
    )


class StyleForm(EditForm):
    """How an agenda looks."""

    numbering = Choice(_("Numbers"), NUMBERINGS)
    posts_times = BooleanField(
        _("Show everyone when each item is planned to begin, from the minutes planned")
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


class BodyStyleForm(StyleForm):
    """How a body's agendas look, and the law that it follows."""

    law = Choice(_("Law or policy"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set up with the laws there is a list for."""
        super().__init__(*args, **kwargs)
        self.law.offer([(law.code, law.title) for law in list_laws()])
