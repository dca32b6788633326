"""The duty to report out of closed session."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; a report is owed on each closed item that was posted so far."""
    duty = op.create_table(
        "report_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(16), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("posted_version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_report_duty_meeting_id_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_duty")),
        sa.UniqueConstraint(
            "meeting_id", "item_key", name=op.f("uq_report_duty_meeting_id_item_key")
        ),
    )
    item = sa.table(
        "agenda_item",
        sa.column("id", sa.Integer()),
        sa.column("meeting_id", sa.Integer()),
        sa.column("key", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("title", sa.Text()),
        sa.column("is_noticed", sa.Boolean()),
    )
    posted = (
        sa.select(
            item.c.meeting_id,
            item.c.key,
            sa.literal(""),
            item.c.title,
            sa.literal("open"),
            sa.literal(""),
            sa.literal(""),
            sa.literal(0),
            sa.literal(1),
        )
        .where(item.c.kind == "closed", item.c.is_noticed)
        .order_by(item.c.id)
    )
    names = [
        "meeting_id", "item_key", "number", "title", "state", "text", "reason",
        "posted_version", "row_version",
    ]
    op.execute(sa.insert(duty).from_select(names, posted))


def downgrade() -> None:
    """Forget them."""
    op.drop_table("report_duty")
