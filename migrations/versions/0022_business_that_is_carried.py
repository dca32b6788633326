"""Carry items to other meetings: links by key, and files published by several meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INDEXED = ("continued_from", "put_off")
# Of each file that several meetings published, the row of the first.
DOUBLES = """
DELETE FROM published_file WHERE EXISTS (
  SELECT 1 FROM published_file AS other
  WHERE other.document = published_file.document
    AND other.version = published_file.version
    AND other.meeting < published_file.meeting
)
"""


def upgrade() -> None:
    """Add the columns and the rows of items that refer beyond their meeting."""
    for column in (
        sa.Column("continued_from", sa.String(16), nullable=False, server_default=""),
        sa.Column("put_off", sa.String(12), nullable=False, server_default=""),
        sa.Column("dismissed", sa.Text(), nullable=False, server_default=""),
    ):
        op.add_column("agenda_item", column)
    for name in INDEXED:
        op.create_index(op.f(f"ix_agenda_item_{name}"), "agenda_item", [name])
    _set_key("document", "version", "meeting")
    op.create_table(
        "published_item",
        sa.Column("meeting", sa.String(20), nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("source_meeting", sa.String(20), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("start_at", sa.String(27), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "key", name=op.f("pk_published_item")),
    )
    op.create_index(
        op.f("ix_published_item_source_meeting"), "published_item", ["source_meeting"]
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("published_item")
    op.execute(DOUBLES)
    _set_key("document", "version")
    for name in INDEXED:
        op.drop_index(op.f(f"ix_agenda_item_{name}"), "agenda_item")
    for name in ("dismissed", "put_off", "continued_from"):
        op.drop_column("agenda_item", name)


def _set_key(*columns: str) -> None:
    with op.batch_alter_table("published_file") as table:
        table.drop_constraint("pk_published_file", type_="primary")
        table.create_primary_key("pk_published_file", list(columns))
