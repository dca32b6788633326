"""Know which holidays a body keeps, and the days the office is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every body keeps the federal holidays until its desk says otherwise."""
    op.add_column(
        "body",
        sa.Column("holidays", sa.String(20), nullable=False, server_default="federal"),
    )
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.String(10), nullable=False),
        sa.Column("last_on", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.CheckConstraint(
            "last_on >= first_on", name=op.f("ck_closed_day_ends_after")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
    )


def downgrade() -> None:
    """Forget both."""
    op.drop_table("closed_day")
    op.drop_column("body", "holidays")
