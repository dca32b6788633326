"""Texts of files beside what was posted of them, to be found by."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the column that names its rows."""
    op.create_table(
        "published_reading",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_published_reading")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index_words USING fts5vocab(search_index, row)"
        )
    # A column of its own accord: making the table anew would lose its index.
    op.add_column(
        "published_text",
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index_words")
    op.drop_column("published_text", "sha256")
    op.drop_table("published_reading")
