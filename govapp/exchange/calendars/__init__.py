"""iCalendar: meetings as events, and the time zones they need."""

from govapp.exchange.calendars.meetings import (
    Feed,
    Own,
    make_attachment,
    make_calendar,
)

__all__ = ["Feed", "Own", "make_attachment", "make_calendar"]
