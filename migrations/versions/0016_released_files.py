"""Know which files were not for everyone, and which version of them was looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Guard what is not for everyone, and what stands on closed items."""
    op.add_column(
        "document",
        sa.Column("is_guarded", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "document",
        sa.Column(
            "released_sha256", sa.String(64), nullable=False, server_default=""
        ),
    )
    document = sa.table(
        "document",
        sa.column("id"),
        sa.column("visibility"),
        sa.column("is_guarded", sa.Boolean),
    )
    inside = sa.text(
        "SELECT a.document_id FROM attachment a JOIN agenda_item i ON i.id = a.item_id "
        "WHERE i.kind = 'closed'"
    )
    closed = [row[0] for row in op.get_bind().execute(inside)]
    op.execute(
        sa.update(document)
        .where(sa.or_(document.c.visibility != "public", document.c.id.in_(closed)))
        .values(is_guarded=True)
    )


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("document") as table:
        table.drop_column("released_sha256")
        table.drop_column("is_guarded")
