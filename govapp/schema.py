"""The database's schema, brought to a revision by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, make_url

from govapp import paths
from govapp.database import prepare


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database up to a revision, all of it or none."""
    engine = _engine(url)
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)
    engine.dispose()


def downgrade(url: str, revision: str) -> None:
    """Take a database back to a revision, all of it or none."""
    engine = _engine(url)
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)
    engine.dispose()


def is_current(engine: Engine) -> bool:
    """Say whether a database is at the newest revision."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(list_heads())


def list_heads() -> list[str]:
    """Return the newest revisions: one, as history is one line."""
    return ScriptDirectory.from_config(_config(None)).get_heads()


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        folder = Path(make_url(url).database or "").parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(url)
    prepare(engine, read_only=False)
    return engine
