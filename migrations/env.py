"""How Alembic runs here: within the connection it is given."""

from alembic import context

from govapp import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
