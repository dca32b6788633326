"""Keep what was done to an agenda, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of acts."""
    op.create_table(
        "agenda_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("other_meeting_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_agenda_change_meeting_id_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["other_meeting_id"],
            ["meeting.id"],
            name=op.f("fk_agenda_change_other_meeting_id_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_change")),
    )
    for column in ("meeting_id", "other_meeting_id"):
        op.create_index(
            op.f(f"ix_agenda_change_{column}"), "agenda_change", [column]
        )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("agenda_change")
