"""Items that approve the minutes of a former meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

LINK = "fk_agenda_item_minutes_of_id_meeting"


def upgrade() -> None:
    """Add the link; what a posting was told by had no such part."""
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("minutes_of_id", sa.Integer(), nullable=True))
        table.create_foreign_key(LINK, "meeting", ["minutes_of_id"], ["id"])
        table.create_index(op.f("ix_agenda_item_minutes_of_id"), ["minutes_of_id"])
    op.execute("UPDATE meeting SET outline_sha256 = ''")


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("agenda_item") as table:
        table.drop_index(op.f("ix_agenda_item_minutes_of_id"))
        table.drop_constraint(LINK, type_="foreignkey")
        table.drop_column("minutes_of_id")
    op.execute("UPDATE meeting SET outline_sha256 = ''")
