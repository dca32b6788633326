"""Why an agenda cannot be posted now: reads, no writing."""

from collections.abc import Iterator

from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.meetings.rules import states
from govapp.meetings.rules.numbering import find_doubles
from govapp.meetings.services.drafts import Draft
from govapp.meetings.services.lateness import list_unfounded
from govapp.meetings.services.standing import list_bare


def list_blockers(draft: Draft, store: Stores) -> list[RuleError]:
    """Return every reason why this agenda cannot be posted now, in plain words."""
    return [*_check_state(draft), *_check_items(draft), *_check_files(draft, store)]


def _check_state(draft: Draft) -> Iterator[RuleError]:
    try:
        states.check("post_agenda", draft.meeting.state)
    except RuleError as error:
        yield error
    if not draft.is_changed:
        yield RuleError(
            "Nothing has changed since version %(version)s was posted.",
            version=draft.meeting.agenda_version,
        )


def _check_items(draft: Draft) -> Iterator[RuleError]:
    if not draft.nodes:
        yield RuleError("The agenda has no items yet: add one before posting.")
    if bare := list_bare(draft.nodes):
        yield RuleError(
            "A closed item needs its legal basis before it can be posted: %(items)s",
            items="; ".join(f"{node.number} {node.item.title}" for node in bare),
        )
    if unfounded := list_unfounded(draft.meeting, draft.tree):
        yield RuleError(
            "These items come after the notice; each must say on what basis: %(items)s",
            items="; ".join(f"{node.number} {node.item.title}" for node in unfounded),
        )
    if doubles := find_doubles(node.number for node in draft.nodes):
        yield RuleError(
            "These numbers stand on more than one item: %(numbers)s",
            numbers=", ".join(doubles),
        )


def _check_files(draft: Draft, store: Stores) -> Iterator[RuleError]:
    files = [file for _, file in draft.members_agenda.all_files()]
    if lost := [file.name for file in files if not store.holds(file.sha256)]:
        yield RuleError(
            "These files cannot be read back; upload them again: %(files)s",
            files=", ".join(lost),
        )
    if unread := [file.label for file in draft.unreleased_files]:
        yield RuleError(
            "These files were not for everyone before; look at what they contain: "
            "%(files)s",
            files="; ".join(unread),
        )
