"""The demonstration shows each state, invents nobody, and needs an empty database."""

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from govapp.commands.demo import demo, load_demonstration
from govapp.config import Settings
from govapp.database import db
from govapp.demonstration import history, people, planned
from govapp.demonstration.facts import facts
from govapp.errors import GovappError
from govapp.mail.models import OutboxMessage
from govapp.meetings.models import Attendance, Meeting
from govapp.record import projection
from govapp.renditions.models import Form, Rendition
from tests.pages import PageClient
from tests.renditions.making import Profile, check_pdf, get_whole, work


@pytest.fixture
def loaded(app: Flask) -> Flask:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
    return app


def test_it_shows_every_state_and_all_dated_facts(loaded: Flask) -> None:
    with loaded.app_context():
        made = db.session.scalars(
            select(Meeting.state).where(Meeting.is_demonstration)
        ).all()
        told = db.session.scalars(
            select(Meeting).where(Meeting.is_demonstration.is_(False))
        ).all()
        assert set(made) == {
            "draft", "scheduled", "noticed", "postponed", "cancelled", "completed",
        }  # fmt: skip
        assert len(told) == len(facts()["meetings"]) == 45
        assert all(meeting.sources for meeting in told)
        attending = db.session.scalars(select(Attendance.name)).all()
        assert all(name.startswith("Demo ") for name in attending)
        assert db.session.scalars(select(OutboxMessage)).all() == []
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown


def test_made_up_meetings_say_so(loaded: Flask, client: PageClient) -> None:
    with loaded.app_context():
        numbers = db.session.scalars(
            select(Meeting.number).where(
                Meeting.is_demonstration, Meeting.number.is_not(None)
            )
        ).all()
    assert len(numbers) == 8 + planned.COUNT
    for number in numbers:
        assert "Demonstration" in client.get(f"/meetings/{number}").text, number


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_its_agendas_conform_as_pdf(loaded: Flask, client: PageClient) -> None:
    work(loaded)
    with loaded.app_context():
        made = db.session.scalars(select(Rendition)).all()
    assert {each.form for each in made} == set(Form)
    for each in made:
        if each.form == Form.AGENDA:
            version = f"/meetings/{each.meeting}/agenda/v/{each.version}"
            pdf = get_whole(client, f"{version}/agenda.pdf").data
            check_pdf(pdf)
            check_pdf(pdf, Profile.PDF_A_2A)


def test_it_needs_an_empty_database(loaded: Flask, settings: Settings) -> None:
    assert loaded.name == "govapp"
    again = CliRunner().invoke(demo, [], obj=settings)
    assert isinstance(again.exception, GovappError)
    assert "needs an empty database" in str(again.exception)
    assert CliRunner().invoke(demo, ["--if-empty"], obj=settings).exit_code == 0


def test_each_installation_has_passwords_of_its_own(
    app: Flask, settings: Settings
) -> None:
    done = CliRunner().invoke(demo, [], obj=settings)
    assert done.exit_code == 0, done.output
    kept = people.kept(settings.instance)
    assert set(kept) == {
        people.SECRETARY, people.ADMINISTRATOR, people.MEMBER, people.CONTRIBUTOR,
        people.COUNSEL,
    }  # fmt: skip
    assert len(set(kept.values())) == 5
    assert (settings.instance / "demonstration.json").stat().st_mode & 0o077 == 0
    client = app.test_client()
    assert isinstance(client, PageClient)
    answer = client.submit(
        "/sign-in",
        button="Sign in",
        email=people.SECRETARY,
        password=kept[people.SECRETARY],
    )
    assert answer.status_code in {302, 303}
    assert client.get("/desk/meetings").status_code == 200


def test_its_history_is_a_whole_archive() -> None:
    assert history.archive().findings == ()
