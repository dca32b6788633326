"""What members voted, and when they were there, as the public reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing posted so far has anything for them."""
    op.create_table(
        "published_motion",
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("motion", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.String(length=27), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "motion", name=op.f("pk_published_motion")),
    )
    op.create_index(
        "ix_published_motion_body", "published_motion", ["body", "local_date"]
    )
    op.create_table(
        "published_vote",
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("motion", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("option", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint(
            "meeting", "motion", "person", name=op.f("pk_published_vote")
        ),
    )
    op.create_index(
        "ix_published_vote_person", "published_vote", ["person", "meeting"]
    )
    op.create_table(
        "published_presence",
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("body", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.String(length=27), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint(
            "meeting", "body", "person", name=op.f("pk_published_presence")
        ),
    )
    for name, columns in (
        ("ix_published_presence_person", ["person", "start_at"]),
        ("ix_published_presence_body", ["body", "local_date"]),
    ):
        op.create_index(name, "published_presence", columns)


def downgrade() -> None:
    """Take them away."""
    for table in ("published_presence", "published_vote", "published_motion"):
        op.drop_table(table)
