"""A record that was kept by former versions, and one that went back to them."""

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from govapp import schema
from govapp.accounts.services import SYSTEM
from govapp.commands.demo import load_demonstration
from govapp.commands.record import record
from govapp.commands.setup import init
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.services import style
from govapp.record.shapes.notices import RuleSet
from tests.accounts.people import open_body
from tests.notices.rules import BROWN, bind

SET_DAYS = text(
    "UPDATE agenda_style SET notice_days = :days"
    " WHERE body_id = (SELECT id FROM body WHERE slug = :slug)"
)


def test_a_database_in_use_goes_down_and_up_again(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
        db.engine.dispose()
    schema.downgrade(settings.database_url, "0003")
    done = CliRunner().invoke(init, [], obj=settings)
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(record, ["verify", "--projection"], obj=settings)
    assert done.exit_code == 0, done.output


def test_a_number_of_days_becomes_a_rule_of_its_body(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        for slug, rules in (("few", ()), ("usual", ()), ("bound", (BROWN,))):
            body = open_body(app, slug)
            style.set_body_style(
                SYSTEM,
                db.session.get_one(Body, body),
                row_version=0,
                numbering="decimal",
                posts_times=False,
            )
            db.session.commit()
            bind(app, *rules, slug=slug)
        db.engine.dispose()
    schema.downgrade(settings.database_url, "0036")
    with app.app_context():
        for slug, days in (("few", 3), ("usual", 10), ("bound", 5)):
            db.session.execute(SET_DAYS, {"slug": slug, "days": days})
        db.session.commit()
        db.engine.dispose()
    assert CliRunner().invoke(init, [], obj=settings).exit_code == 0
    with app.app_context():
        found = {
            slug: [
                (each.code, RuleSet.read(each.content).rules[0].amount)
                for each in get_body(slug).rule_sets
            ]
            for slug in ("few", "usual", "bound")
        }
        assert found["few"] == [("house-few-any-agenda", 3)]
        assert found["usual"] == []
        assert [code for code, _ in found["bound"]] == [BROWN.code]
        kept = get_body("few").rule_sets[0].content
        assert RuleSet.read(kept).canonical() == kept
