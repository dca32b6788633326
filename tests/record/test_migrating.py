"""A record that was kept by former versions, and one that went back to them."""

from click.testing import CliRunner
from flask import Flask

from govapp import schema
from govapp.commands.demo import load_demonstration
from govapp.commands.record import record
from govapp.commands.setup import init
from govapp.config import Settings
from govapp.database import db


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
