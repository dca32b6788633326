"""By which rules a body decides is set at its desk."""

from flask import Flask

from govapp.committees.queries import get_body
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.sittings.test_services import record

PAGE = "/desk/committees/board/decisions"


def test_a_body_sets_its_rules(app: Flask, secretary: PageClient, meeting: int) -> None:
    page = secretary.get(PAGE)
    assert "How Board decides" in read_main(page.text)
    answer = secretary.submit(
        PAGE, quorum_rule="fixed", quorum_fixed="4", decision_rule="majority_seats",
        needs_second="", chair_votes="y", counts_recused="y",
    )  # fmt: skip
    assert answer.location == "/desk/committees/board"
    with app.app_context():
        board = get_body("board")
        assert (
            board.quorum_rule, board.quorum_fixed, board.decision_rule,
            board.chair_votes, board.counts_recused,
        ) == ("fixed", 4, "majority_seats", True, True)  # fmt: skip
    (bench,) = record(app, meeting, "order").benches
    assert (bench.quorum.fixed, bench.rule.code) == (4, "majority_seats")


def test_a_number_must_be_given_by_the_bodys_own_secretary(
    secretary: PageClient, seated: None, stranger: PageClient
) -> None:
    assert seated is None
    answer = secretary.submit(PAGE, quorum_rule="fixed", quorum_fixed="")
    assert answer.status_code == 422
    assert "Say how many members must be present." in read_main(answer.text)
    assert stranger.get(PAGE).status_code == 404
