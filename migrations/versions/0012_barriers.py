"""Know what keeps people from reading a file who cannot see it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the words; what was read before has none."""
    op.add_column(
        "document_reading",
        sa.Column("barriers", sa.String(80), nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("document_reading") as table:
        table.drop_column("barriers")
