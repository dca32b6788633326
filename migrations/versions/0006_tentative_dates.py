"""Know which posted dates are tentative."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No date posted so far is tentative."""
    op.add_column(
        "meeting",
        sa.Column(
            "is_tentative", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )


def downgrade() -> None:
    """Forget which are."""
    op.drop_column("meeting", "is_tentative")
