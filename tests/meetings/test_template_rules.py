"""What a template keeps is read again as it was, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from govapp.meetings.models import AgendaItem
from govapp.meetings.rules import templates as rules
from govapp.meetings.rules.numbering import Node
from govapp.meetings.rules.templates import Entry

texts = st.text(max_size=8)
entries = st.recursive(
    st.just(()),
    lambda beneath: st.lists(
        st.builds(
            Entry,
            title=texts,
            kind=st.sampled_from(["other", "heading", "closed"]),
            is_action=st.booleans(),
            minutes_planned=st.integers(0, 99),
            description=texts,
            legal_basis=texts,
            children=beneath,
        ),
        max_size=3,
    ).map(tuple),
    max_leaves=8,
)


@given(entries)
@settings(deadline=None)
def test_what_is_kept_is_read_again_in_its_order(kept: tuple[Entry, ...]) -> None:
    assert rules.read(rules.write(kept)) == kept

    def build(entry: Entry) -> Node[AgendaItem]:
        item = AgendaItem(**entry.details(), is_withdrawn=False)
        return Node(item, "", tuple(build(each) for each in entry.children))

    assert rules.keep([build(each) for each in kept]) == kept
    flat = [(depth, entry.title) for depth, entry in rules.walk(kept)]
    assert [title for depth, title in flat if not depth] == [e.title for e in kept]


@pytest.mark.parametrize(
    "items",
    [[{"kind": "other"}], [{"title": "A", "body": 1}], [{"title": "A", "children": 1}]],
)
def test_what_is_no_template_is_not_read(items: list[dict[str, object]]) -> None:
    with pytest.raises(ValidationError):
        rules.read(items)
