"""All that is public, as open data lists it."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

INDEXES = ("posting", "body", "meeting", "person", "matter")


def upgrade() -> None:
    """Make the table; the projection is made anew afterwards."""
    key = sa.String(length=200)
    op.create_table(
        "published_object",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column(
            "id",
            key.with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("posting", sa.Integer(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("body", sa.String(length=80), nullable=False),
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("motion", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_published_object")),
    )
    op.create_index(op.f("ix_published_object_subject"), "published_object", ["subject"])
    for name in INDEXES:
        op.create_index(f"ix_published_object_{name}", "published_object", ["kind", name])
    op.create_index("ix_record_entry_posted_at", "record_entry", ["log", "posted_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_record_entry_posted_at", table_name="record_entry")
    op.drop_table("published_object")
