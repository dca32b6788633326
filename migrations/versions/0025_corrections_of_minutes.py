"""Corrections of minutes, and the meeting that adopted them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and let minutes name the meeting."""
    op.create_table(
        "minutes_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_correction_minutes_id_minutes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
    )
    op.create_index(
        op.f("ix_minutes_correction_minutes_id"), "minutes_correction", ["minutes_id"]
    )
    with op.batch_alter_table("minutes") as minutes:
        minutes.add_column(sa.Column("corrected_meeting_id", sa.Integer()))
        minutes.create_foreign_key(
            op.f("fk_minutes_corrected_meeting_id_meeting"),
            "meeting",
            ["corrected_meeting_id"],
            ["id"],
        )


def downgrade() -> None:
    """Take both away; minutes being corrected are as they were approved."""
    op.execute("UPDATE minutes SET state = 'approved' WHERE state = 'correcting'")
    with op.batch_alter_table("minutes") as minutes:
        minutes.drop_constraint(
            op.f("fk_minutes_corrected_meeting_id_meeting"), type_="foreignkey"
        )
        minutes.drop_column("corrected_meeting_id")
    op.drop_table("minutes_correction")
