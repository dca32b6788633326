"""What lets a text of somebody's be more than a text: markup, or a pattern."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.offences import python_files, templates

# What makes markup of a text, and how often each file may: with what for.
MARKUP = re.compile(
    r"\bMarkup\(|\bfrom_string\(|\|\s*safe\b|\bdo_mark_safe\b|autoescape\s+false"
    r"|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write"
    r"|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b|\bsrcdoc\b"
)
ALLOWED = {
    # Rich text, cleaned by that very call.
    "govapp/meetings/published/words.py": 1,
    # The style sheet of mails, which is ours.
    "govapp/mail/texts.py": 2,
    # Read, not written: what the editor made of its own nodes goes into a field of
    # text, and two parts of a page are told apart.
    "govapp/frontend/js/editor.js": 1,
    "govapp/frontend/js/site/live.js": 2,
}
WRITTEN = re.compile(r"(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|srcdoc")
LIKE = {"contains", "startswith", "endswith"}
LIKE |= {f"i{name}" for name in LIKE}
PATTERNS = {"like", "ilike", "not_like", "not_ilike", "notlike", "notilike"}


def markup_of_texts(root: Path) -> list[str]:
    """List the files that make markup of a text more often than they may (row 3)."""
    found = Counter(
        str(path.relative_to(root))
        for path in [*python_files(root), *templates(root), *_scripts(root)]
        for _ in MARKUP.findall(path.read_text(encoding="utf-8"))
    )
    written = [
        f"{path} writes markup into the page"
        for path in _scripts(root)
        if WRITTEN.search(path.read_text(encoding="utf-8"))
    ]
    return written + [
        f"{name} makes markup of a text {count} times, not {ALLOWED.get(name, 0)}"
        for name, count in sorted(found.items())
        if count != ALLOWED.get(name, 0)
    ]


def lazy_values(root: Path) -> list[str]:
    """List the texts with values that pages would take for markup (row 3).

    A lazy text stands in a page as it is: what is named in it must be ours.
    """
    return [
        f"{path}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in python_files(root)
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for lazy in [set(_list_lazy(tree))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in lazy
        if node.keywords
    ]


def _list_lazy(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel":
            for alias in node.names:
                if alias.name.startswith("lazy_"):
                    yield alias.asname or alias.name


def open_patterns(root: Path) -> list[str]:
    """List the queries in which a text could be a pattern (row 52)."""
    return [
        f"{path}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in python_files(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in PATTERNS or _is_open(node.func, node)
    ]


def _is_open(called: ast.Attribute, call: ast.Call) -> bool:
    """Say whether a column is compared with what is not ours as it is."""
    owner = called.value
    is_column = (
        called.attr in LIKE
        and isinstance(owner, ast.Attribute)
        and ast.unparse(owner.value)[:1].isupper()
    )
    if not is_column or isinstance(call.args[0], ast.Constant):
        return False
    is_ours = isinstance(call.args[0], ast.Name) and call.args[0].id.isupper()
    escaped = {word.arg for word in call.keywords if ast.unparse(word.value) == "True"}
    return not is_ours and "autoescape" not in escaped


def _scripts(root: Path) -> Iterator[Path]:
    for path in sorted((root / "govapp" / "frontend").rglob("*.js")):
        if "node_modules" not in path.parts:
            yield path
