"""What somebody reads of minutes that are not everyone's."""

from collections.abc import Collection, Mapping

from govapp.portal.rules.access import Standing, Thing, may_read
from govapp.record.shapes.closed import ClosedMinutes, ClosedSection
from govapp.record.shapes.meetings import Minutes, MinutesSection
from govapp.record.shapes.sittings import Sitting


def list_hidden(
    minutes: Minutes,
    *,
    standing: Standing,
    recused: Collection[str],
    known_open: Collection[str],
) -> frozenset[str]:
    """Return the keys of the sections of minutes that somebody may not read.

    `recused` are the keys of the items on which they are, `known_open` those of the
    items that are not closed: of any other, not everybody reads what is written.
    """
    return frozenset(
        section.key
        for section in minutes.sections
        if section.key not in known_open
        and not may_read(
            Standing.RECUSED if _is_recused(section, recused) else standing,
            Thing.CLOSED_ITEM,
        )
    )


def _is_recused(section: MinutesSection, recused: Collection[str]) -> bool:
    """Say whether somebody is recused on an item, or on one above it."""
    above = section.above if isinstance(section, ClosedSection) else ()
    return not {section.key, *above}.isdisjoint(recused)


def leave_out(minutes: Minutes, hidden: Collection[str]) -> Minutes:
    """Return minutes without the text of some sections."""
    sections = tuple(
        section.model_copy(update={"text": ""}) if section.key in hidden else section
        for section in minutes.sections
    )
    return minutes.model_copy(update={"sections": sections})


def leave_out_closed(
    minutes: ClosedMinutes, hidden: Collection[str], titles: Mapping[str, str]
) -> ClosedMinutes:
    """Return minutes of a closed session as somebody reads them who may not read all.

    Of the items with the keys `hidden` the title is left that everyone reads, which
    `titles` has, and nothing of what stands beneath them, was moved on them or said of
    them; what is about no item is left out too, for it may be about these.
    """
    if not hidden:
        return minutes
    known = [each for each in minutes.sections if each.key not in hidden]
    return minutes.model_copy(
        update={
            "sections": tuple(
                section
                if section in known
                else section.model_copy(
                    update={"text": "", "title": titles[section.key]}
                )
                for section in minutes.sections
                if section in known or section.key in titles
            ),
            "sitting": _leave_out(minutes.sitting, {each.key for each in known}),
            "corrections": tuple(
                each
                for each in minutes.corrections
                if each.key in {section.key for section in known}
            ),
        }
    )


def _leave_out(sitting: Sitting | None, keys: Collection[str]) -> Sitting | None:
    if sitting is None:
        return None
    return sitting.model_copy(
        update={
            name: tuple(each for each in getattr(sitting, name) if each.item in keys)
            for name in ("taken", "motions", "conflicts")
        }
    )
