"""The basis of an item that comes after the notice, and the law a body follows."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; everybody has notice of what was posted so far."""
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(
            sa.Column("late_basis", sa.String(20), nullable=False, server_default="")
        )
        table.add_column(
            sa.Column("late_reason", sa.Text(), nullable=False, server_default="")
        )
        table.add_column(
            sa.Column(
                "is_noticed", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("agenda_style") as table:
        table.add_column(
            sa.Column("law", sa.String(40), nullable=False, server_default="generic")
        )
        table.add_column(
            sa.Column("notice_days", sa.Integer(), nullable=False, server_default="10")
        )
    item = sa.table(
        "agenda_item",
        sa.column("meeting_id", sa.Integer()),
        sa.column("is_withdrawn", sa.Boolean()),
        sa.column("is_noticed", sa.Boolean()),
    )
    meeting = sa.table(
        "meeting",
        sa.column("id", sa.Integer()),
        sa.column("agenda_sha256", sa.String()),
    )
    posted = sa.select(meeting.c.id).where(meeting.c.agenda_sha256 != "")
    op.execute(
        sa.update(item)
        .where(item.c.meeting_id.in_(posted), ~item.c.is_withdrawn)
        .values(is_noticed=sa.true())
    )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("agenda_style") as table:
        table.drop_column("notice_days")
        table.drop_column("law")
    with op.batch_alter_table("agenda_item") as table:
        for name in ("is_noticed", "late_reason", "late_basis"):
            table.drop_column(name)
