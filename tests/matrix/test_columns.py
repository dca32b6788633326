"""Row 32: no form takes what it does not ask for, whatever the columns are called."""

import pytest

from govapp.database import Base
from tests.matrix.marking import Marked
from tests.matrix.posting import list_forms
from tests.matrix.statements import overhearing

PLANTED = "990017"
WRITES = ("INSERT", "UPDATE")


@pytest.mark.timeout(900)
def test_row_32_no_form_takes_a_column_it_does_not_ask_for(marked: Marked) -> None:
    columns = {
        column.key for mapper in Base.registry.mappers for column in mapper.column_attrs
    }
    walker, taken, written = marked.walker, {}, 0
    for sent in list_forms(walker):
        if not sent.names:
            continue
        more = dict.fromkeys(columns - sent.names, PLANTED)
        plain = walker.send(
            sent.actor, "POST", sent.path, data=sent.data, is_undone=True
        )
        with overhearing(walker.site.app) as told:
            answer = walker.send(
                sent.actor, "POST", sent.path, data=sent.data | more, is_undone=True
            )
        writes = [each for each in told if each.statement.startswith(WRITES)]
        found = [each.statement for each in writes if PLANTED in " ".join(each.texts)]
        if found or answer.status_code != plain.status_code:
            taken[sent.path] = found or [f"{plain.status} became {answer.status}"]
        written += bool(writes)
    assert taken == {}
    assert written > 50
