"""What was posted in a week is found by when it was posted."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

INDEX = "ix_published_posting_posted_at"


def upgrade() -> None:
    """Let postings be found by their time."""
    op.create_index(INDEX, "published_posting", ["posted_at"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(INDEX, table_name="published_posting")
