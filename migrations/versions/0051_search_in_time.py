"""What is chosen and ranked by, apart from what is said; beginnings in the index."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

# It keeps which words a text has, neither where nor how often, and their beginnings.
SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    head, words, content='published_text', content_rowid='id', detail='none',
    columnsize=0, prefix='2 3 4', tokenize="ascii tokenchars '-.,:/~@#_+'"
)
"""
FORMER_SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content='published_text', content_rowid='id', detail='none', columnsize=0,
    tokenize="ascii tokenchars '-.,:/~@#_'"
)
"""
WORDS = "CREATE VIRTUAL TABLE search_index_words USING fts5vocab(search_index, row)"
# Its cost tells the planner to leave it to the index.
FUNCTION = """
CREATE FUNCTION search_words(head text, words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
DECLARE
    said text[] := ARRAY(
        SELECT DISTINCT word FROM unnest(
            string_to_array(btrim(head), ' ') || string_to_array(btrim(words), ' ')
        ) AS word
    );
BEGIN
    RETURN array_to_tsvector(said || ARRAY(
        SELECT DISTINCT left(word, letters) || '*'
        FROM unnest(said) AS word, generate_series(2, 4) AS letters
        WHERE length(word) >= letters
    ));
END $$
"""
FORMER_FUNCTION = """
CREATE FUNCTION search_words(text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
BEGIN RETURN array_to_tsvector(string_to_array(btrim($1), ' ')); END $$
"""
INDEX = """
CREATE INDEX search_index ON published_text USING gin (search_words({columns}))
WITH (fastupdate = off)
"""


def upgrade() -> None:
    """Make both anew; `govapp init` fills them from the record after each change."""
    _drop("text")
    _create(
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
    )
    if _is_sqlite():
        _execute(SQLITE, WORDS)
    else:
        _execute(FUNCTION, INDEX.format(columns="head, words"))


def downgrade() -> None:
    """Make them as they were."""
    _drop("text, text")
    _create(
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
    )
    if _is_sqlite():
        _execute(FORMER_SQLITE, WORDS)
    else:
        _execute(FORMER_FUNCTION, INDEX.format(columns="words"))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _execute(*statements: str) -> None:
    for statement in statements:
        op.execute(statement)


def _drop(given: str) -> None:
    if _is_sqlite():
        _execute("DROP TABLE search_index_words", "DROP TABLE search_index")
    op.drop_table("published_text")
    if not _is_sqlite():
        _execute(f"DROP FUNCTION search_words({given})")


def _create(*columns: sa.Column) -> None:
    number = sa.Integer() if _is_sqlite() else sa.BigInteger()
    op.create_table(
        "published_text",
        sa.Column("id", number, autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("bodies", sa.Text(), nullable=False),
        *columns,
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_text")),
    )
    op.create_index(
        op.f("ix_published_text_subject"), "published_text", ["subject"]
    )
