"""Several who post at once make one tree."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from click.testing import CliRunner
from flask import Flask

from govapp.commands.record import record
from govapp.config import Settings
from govapp.database import db
from govapp.record import sealing
from govapp.record.published import head
from tests.record.sealed import append_one

POSTERS, POSTINGS = 3, 12


def test_postings_at_the_same_time_are_sealed_one_upon_the_other(
    app: Flask, settings: Settings
) -> None:
    together = Barrier(POSTERS)

    def post(poster: int) -> list[int]:
        together.wait()
        numbers = []
        with app.app_context():
            for number in range(POSTINGS):
                seq = append_one(f"{poster} {number}")
                if number % 4 == 3:
                    db.session.rollback()
                else:
                    db.session.commit()
                    numbers.append(seq)
        return numbers

    with ThreadPoolExecutor(POSTERS) as pool:
        posted = sorted(seq for one in pool.map(post, range(POSTERS)) for seq in one)
    with app.app_context():
        assert posted == list(range(1, head() + 1))
        sealing.start()
    done = CliRunner().invoke(record, ["verify"], obj=settings)
    assert done.exit_code == 0, done.output
    assert len(posted) == POSTERS * POSTINGS * 3 // 4
