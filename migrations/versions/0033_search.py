"""Texts that can be found, and the index of their words on either engine."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# The index keeps which words a text has, neither where nor how often.
SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content='published_text', content_rowid='id', detail='none', columnsize=0,
    tokenize="ascii tokenchars '-.,:/~@#_'"
)
"""
# Its cost tells the planner to leave it to the index.
FUNCTION = """
CREATE FUNCTION search_words(text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
BEGIN RETURN array_to_tsvector(string_to_array(btrim($1), ' ')); END $$
"""
POSTGRESQL = """
CREATE INDEX search_index ON published_text USING gin (search_words(words))
WITH (fastupdate = off)
"""


def upgrade() -> None:
    """Make the table and its index; `govapp init` fills them from the record."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "published_text",
        sa.Column(
            "id",
            sa.Integer() if is_sqlite else sa.BigInteger(),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("bodies", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_text")),
    )
    op.create_index(
        op.f("ix_published_text_subject"), "published_text", ["subject"]
    )
    if is_sqlite:
        op.execute(SQLITE)
    else:
        for statement in (FUNCTION, POSTGRESQL):
            op.execute(statement)


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("published_text")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_words(text)")
