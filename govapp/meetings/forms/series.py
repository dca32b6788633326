"""The forms of planned series: by which rule, when, where, and one date of them."""

import calendar
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import get_day_names, get_month_names
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import InputRequired

from govapp.committees.models import Body
from govapp.errors import RuleError
from govapp.meetings.forms.schedule import DETAILS, Details, PostForm
from govapp.meetings.models import Series
from govapp.meetings.published.words import duration
from govapp.meetings.queries.plans import Proposal
from govapp.meetings.queries.series import read_start, rule_of
from govapp.meetings.rules.recurrence import (
    EVERY_MONTH,
    FROM_FEBRUARY,
    FROM_JANUARY,
    LAST,
    Kind,
    Rule,
)
from govapp.web.fields import Choice, Clock, Count, Day, Several, options, prose
from govapp.web.forms import DeskForm, EditForm

RULES = (
    (Kind.MONTH, _("On weekdays of months, such as the second Wednesday")),
    (Kind.QUARTER, _("On weekdays of quarters, such as the first Tuesday")),
    (Kind.BEFORE, _("Before the meetings of another body")),
    (Kind.DATES, _("On single dates")),
)
ORDINALS = (
    (1, _("First")),
    (2, _("Second")),
    (3, _("Third")),
    (4, _("Fourth")),
    (5, _("Fifth, where there is one")),
    (LAST, _("Last")),
)
PATTERNS = {
    "every": EVERY_MONTH,
    "january": FROM_JANUARY,
    "february": FROM_FEBRUARY,
    "chosen": (),
}
PATTERN_WORDS = (
    ("every", _("Every month")),
    ("january", _("Every other month, from January")),
    ("february", _("Every other month, from February")),
    ("chosen", _("The months ticked below")),
)
LENGTHS = (*range(15, 240, 15), *range(240, 721, 30))
# How a date may be typed, besides the order of its parts.
WRITTEN = ("%Y-%m-%d", "%m/%d/%Y", "%B %d %Y", "%b %d %Y")
# Weekdays that may stand before it, as they are written in full and in short.
WEEKDAYS = {
    name.casefold(): number
    for names in (calendar.day_name, calendar.day_abbr)
    for number, name in enumerate(names)
}


def _list_lengths() -> list[SelectChoice]:
    lengths = ((each, duration(each)) for each in LENGTHS)
    return options([(0, gettext("Not known yet")), *lengths])


def _list_weekdays() -> list[SelectChoice]:
    return options(get_day_names("wide", locale=get_locale()).items())


class RuleFields:
    """On which days."""

    rule = RadioField(
        _("The dates are planned"), choices=options(RULES), default=Kind.MONTH
    )
    ordinals = Several(_("Which of these weekdays"), default=(2,))
    weekday = SelectField(_("Weekday"), choices=_list_weekdays, coerce=int, default=2)
    pattern = Choice(_("In which months"), PATTERN_WORDS)
    months = Several(_("Months"))
    before = Choice(_("Body that meets after"), coerce=int)
    days_before = Count(
        _("How many days before"),
        most=99,
        default=1,
        description=_("Left empty, it is the same day."),
    )
    dates = prose(
        _("Dates"),
        description=_("One on a line, such as March 10, 3/10/2027 or 2027-03-10."),
        render_kw={"required": False},
    )

    year: int

    def offer(self, bodies: Sequence[Body]) -> None:
        """Set what can be chosen."""
        self.by_id = {body.id: body for body in bodies}
        self.ordinals.offer(ORDINALS)
        self.months.offer(get_month_names("wide", locale=get_locale()).items())
        names = ((body.id, body.name) for body in bodies)
        # Where its rule asks for them; the browser need not insist.
        self.dates.flags.required = True
        self.before.offer([(0, gettext("Choose a body")), *names])

    def read_rule(self) -> dict[str, Any]:
        """Return the rule and whom it looks to; raises RuleError."""
        months = PATTERNS[self.pattern.data] or tuple(self.months.data or ())
        is_dated = self.rule.data == Kind.DATES
        rule = Rule(
            kind=self.rule.data,
            ordinals=tuple(self.ordinals.data or ()),
            weekday=self.weekday.data,
            months=months,
            days_before=self.days_before.data or 0,
            dates=_read_dates(self.dates.data or "", self.year) if is_dated else (),
        )
        return {"rule": rule, "before": self.by_id.get(self.before.data)}


class TimeFields:
    """When on its day."""

    start = Clock(_("Start"), description=_("Left empty while it is not known."))
    minutes = SelectField(_("Length"), choices=_list_lengths, coerce=int, default=180)


class SeriesForm(Details, TimeFields, RuleFields, DeskForm):
    """A new series of a body."""

    host = Choice(_("Body that meets"), coerce=int)

    def __init__(
        self, *, year: int, hosts: Sequence[Body], bodies: Sequence[Body], host: int
    ) -> None:
        """Offer the bodies whose meetings may be planned, and all others."""
        super().__init__(data={"host": host})
        self.year = year
        self.host.offer((body.id, body.name) for body in hosts)
        self.offer(bodies)

    def values(self) -> dict[str, Any]:
        """Return what services ask for; raises RuleError."""
        own = {*vars(RuleFields), "host"}
        rest = {
            name: each for name, each in super().values().items() if name not in own
        }
        return {**rest, **self.read_rule(), "body": self.by_id[self.host.data]}


class RuleForm(RuleFields, EditForm):
    """Another rule for a series."""

    def __init__(self, series: Series, bodies: Sequence[Body]) -> None:
        """Show the rule that holds."""
        super().__init__(data={**_show_rule(series), "row_version": series.row_version})
        self.series, self.year = series, series.year
        self.offer(bodies)

    def values(self) -> dict[str, Any]:
        """Return what services ask for; raises RuleError."""
        return {**self.read_rule(), "row_version": self.row_version.data or 0}

    def read(self, row: Series) -> dict[str, Any]:
        """Return a series' rule, as the fields would."""
        return _show_rule(row)


class ChangeForm(Details, TimeFields, EditForm):
    """Time, place and joining of all dates of a series that lie ahead."""

    reason = prose(
        _("Reason for another time"),
        description=_("Needed where posted meetings move; everyone will read it."),
    )

    def __init__(self, series: Series) -> None:
        """Show what holds."""
        super().__init__(
            data={**_show_details(series), "row_version": series.row_version}
        )

    def read(self, row: Series) -> dict[str, Any]:
        """Return what a series has, as the fields would."""
        return _show_details(row)


class MoveForm(DeskForm):
    """Another day or time for one date; `seen` is what it was like."""

    day = Day(_("Date"), [InputRequired(_("Give the date."))])
    start = Clock(_("Start"), description=_("Left empty while it is not known."))
    seen = HiddenField()

    def __init__(self, proposal: Proposal) -> None:
        """Show where it is."""
        super().__init__(data={"day": proposal.day, "start": proposal.start})


class PostPlanForm(PostForm):
    """All dates that are ready, at once."""

    is_tentative = BooleanField(
        _("The dates are tentative"),
        description=_(
            "Everyone reads them with the word “tentative”, until each is confirmed by "
            "its notice or its agenda."
        ),
    )


def _show_details(series: Series) -> dict[str, Any]:
    found = {name: getattr(series, name) for name in DETAILS}
    return {**found, "start": read_start(series.start), "minutes": series.minutes}


def _show_rule(series: Series) -> dict[str, Any]:
    rule = rule_of(series)
    patterns = {months: name for name, months in PATTERNS.items()}
    pattern = patterns.get(rule.months, "chosen") if rule.months else "every"
    return {
        "rule": rule.kind,
        "ordinals": list(rule.ordinals),
        "weekday": rule.weekday,
        "pattern": pattern,
        "months": list(rule.months) if pattern == "chosen" else [],
        "before": series.before_body_id or 0,
        "days_before": rule.days_before,
        "dates": "\n".join(f"{day:%A, %B} {day.day}, {day.year}" for day in rule.dates),
    }


def _read_dates(text: str, year: int) -> tuple[date, ...]:
    """Read dates, a line each; raises RuleError on a line that is none."""
    return tuple(_read_date(line, year) for line in text.splitlines() if line.strip())


def _read_date(line: str, year: int) -> date:
    words = line.replace(",", " ").split()
    weekday = words[0].casefold() if len(words) > 1 else ""
    number = WEEKDAYS.get(weekday)
    text = " ".join(words if number is None else words[1:])
    for typed in (text, f"{text} {year}", f"{text}/{year}"):
        for form in WRITTEN:
            try:
                day = datetime.strptime(typed, form).date()  # noqa: DTZ007  a day
            except ValueError:
                continue
            if number not in {None, day.weekday()}:
                raise RuleError(
                    "“%(line)s” cannot be: this day is a %(weekday)s.",
                    "dates",
                    line=line.strip(),
                    weekday=f"{day:%A}",
                )
            return day
    raise RuleError(
        "“%(line)s” is no date. Write it such as March 10 or 3/10/2027.",
        "dates",
        line=line.strip(),
    )
