"""What the architecture forbids: functions that list the offences of a tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOMS = {
    "rules", "models", "queries", "services", "content", "published", "forms",
    "views_public", "views_desk", "views_member", "commands", "handlers",
}  # fmt: skip
# Rooms of one feature's own, each with what it is for.
OWN_ROOMS = {
    "accounts": {
        "setup": "Flask-Security, fitted to this product",
        "overrides": "what it does in our way",
        "limits": "how often one may try",
        "door": "what a session is worth",
        "steps": "showing who one is, again or with a second thing",
        "codes": "codes of apps and recovery codes",
        "passkeys": "what is exchanged with what holds passkeys",
        "signing_in": "passkeys within a request",
        "sso": "a provider of single sign-on",
        "views_account": "one's own account",
    },
    "asking": {"receipts": "what the mails to members say of what is asked"},
    "contributions": {"receipts": "what the mails about proposals say"},
    "documents": {
        "store": "the file store",
        "stores": "posted and sealed files side by side",
        "vault": "files that nobody posted, sealed",
        "words": "what is said of files",
    },
    "jobs": {"running": "what is due, done"},
    "exchange": {
        "calendars": "iCalendar",
        "feeds": "Atom",
        "sheets": "CSV",
        "api": "the record as JSON",
        "legistar": "the field's interface",
        "ocd": "Open Civic Data and Popolo",
        "oparl": "OParl 1.1",
        "moving": "what is public, as files",
    },
    "mail": {
        "carriers": "SMTP, or a folder",
        "delivery": "the outbox, emptied",
        "seals": "links that only a mail holds",
        "texts": "the words of mails",
    },
    "meetings": {
        "receipts": "what secretaries are told of a posting",
        "rich_text": "which HTML a text may hold",
    },
    "notices": {
        "probe": "a public page, asked for as strangers do",
        "rule_sets": "the rules that come with the product",
    },
    "tokens": {
        "drafts": "what is sent, unpacked, and what is told of it",
        "views_api": "the door of other systems",
    },
    "proof": {"authority": "who stamps the time"},
    "record": {
        "shapes": "what can be posted",
        "cards": "what pages show of a subject",
        "folding": "from entries to cards",
        "changes": "what differs between two versions",
        "rows": "the projection's rows",
        "item_rows": "those of business that refers beyond its meeting",
        "vote_rows": "those of votes and attendance",
        "legistar_rows": "those by which open data lists meetings and matters",
        "projection": "the projection",
        "objects": "what open data lists, each with its id",
        "search": "finding what was posted",
        "merkle": "the log as a tree",
        "checkpoints": "its head as a signed note",
        "signing": "the log's key, and what it signed last",
        "sealing": "a checkpoint for each entry",
        "inspecting": "the whole record, computed again",
        "verify": "the verifier that anyone can run by itself",
        "log": "entries, checkpoints and proofs as anyone reads them",
        "closed_log": "agendas as the members of a body read them",
    },
    "renditions": {
        "papers": "what agendas and certificates say on paper",
        "letterheads": "whose a paper is",
        "enclosures": "the files of a paper",
        "writing": "how an agenda comes to say it",
        "certifying": "how a certificate does",
        "minuting": "how minutes do",
        "prose": "rich text in blocks",
        "word": "a paper for Word",
        "archives": "documents packed together",
        "copies": "a copy for one reader, kept nowhere",
        "makers": "how each form is made",
        "standings": "how far each form is",
    },
    "site": {"views_pages": "pages beside home", "health": "livez and readyz"},
    "portal": {
        "receipts": "what the mails to guests say",
        "views_feed": "what a device reads by a key in its address",
    },
    "subscriptions": {"views_open": "forms of whoever has no account"},
}
FEATURES = ("accounts", "asking", "audit", "committees", "contributions", "documents",
            "exchange", "jobs", "mail", "meetings", "notices", "portal", "proof",
            "record", "renditions", "site", "sittings", "subscriptions", "tokens",
)  # fmt: skip
# The rooms that services stand on: they keep what services tell them.
KEEPERS = {"audit", "mail", "record"}
# What is somebody's own leaves no trail.
UNTOLD = {"own"}
JUNK = {"utils", "util", "helpers", "common", "misc"}
CODE_LINES, TEMPLATE_LINES, VIEW_LINES, SERVICE_LINES = 300, 120, 15, 25
RUNNING_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "jsonpickle"}
RUNNING_CALLS = {"eval", "exec", "yaml.unsafe_load", "yaml.full_load"}
RUNNING_CALLS |= {"render_template_string", "flask.render_template_string"}
UNSAFE_MARKUP = re.compile(
    r"\|\s*safe\b|<style\b|\sstyle=|\son\w+=|javascript:|autoescape false"
)


def python_files(root: Path) -> Iterator[Path]:
    """Yield the product's own Python files."""
    for path in sorted((root / "govapp").rglob("*.py")):
        if "node_modules" not in path.parts:
            yield path


def templates(root: Path) -> Iterator[Path]:
    """Yield the templates."""
    yield from sorted(
        path for path in (root / "templates").rglob("*") if path.is_file()
    )


def unknown_rooms(root: Path) -> list[str]:
    """List the files and folders of features that are no known room."""
    found = []
    for feature in FEATURES:
        for path in sorted((root / "govapp" / feature).glob("*")):
            name = path.stem
            if (
                name.startswith("__")
                or name in ROOMS
                or name in OWN_ROOMS.get(feature, {})
            ):
                continue
            found.append(f"{feature}/{path.name} is no room")
    found += [
        f"{path} is a junk drawer"
        for path in python_files(root)
        if path.stem in JUNK or path.parent.name in JUNK
    ]
    return found


def long_files(root: Path) -> list[str]:
    """List the files that no longer fit in a few screens."""
    found = []
    for paths, limit in (
        (python_files(root), CODE_LINES),
        (templates(root), TEMPLATE_LINES),
    ):
        for path in paths:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > limit:
                found.append(f"{path} has {lines} lines, more than {limit}")
    return found


def hidden_imports(root: Path) -> list[str]:
    """List the imports inside functions."""
    return [
        f"{path}:{node.lineno} imports inside {function.name}"
        for path in python_files(root)
        for function in _functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def long_views(root: Path) -> list[str]:
    """List the views that do more than translate."""
    return [
        f"{path}:{function.lineno} {function.name} has {lines} lines"
        for path in python_files(root)
        if "views_" in str(path)
        for function in _functions(path)
        if any("blueprint" in ast.unparse(mark) for mark in function.decorator_list)
        if (lines := _body_lines(function)) > VIEW_LINES
    ]


def careless_services(root: Path) -> list[str]:
    """List services that do not name their actor, are not atomic, or commit."""
    found = []
    for path in _services(root):
        for function in _functions(path):
            first = function.args.args[0].arg if function.args.args else ""
            marks = {ast.unparse(mark) for mark in function.decorator_list}
            if (
                first == "actor"
                and not function.name.startswith("_")
                and "atomic" not in marks
            ):
                found.append(f"{path}: {function.name} is not atomic")
            if "atomic" in marks and first != "actor":
                found.append(f"{path}: {function.name} does not name its actor")
            if "commit(" in ast.unparse(function):
                found.append(f"{path}: {function.name} commits")
    return found


def unaudited_services(root: Path) -> list[str]:
    """List services that change something and write no audit line."""
    known = {
        function.name: function
        for path in _services(root)
        for function in _functions(path)
    }

    def writes(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name not in known or name in seen:
            return False
        calls = list(_calls(known[name]))
        return bool({"audit.record", "record"} & set(calls)) or any(
            writes(call.rpartition(".")[2], seen | {name}) for call in calls
        )

    return [
        f"{path}: {function.name} writes no audit line"
        for path in _services(root)
        if path.stem not in UNTOLD
        for function in _functions(path)
        if any(ast.unparse(mark) == "atomic" for mark in function.decorator_list)
        and not writes(function.name)
    ]


def _services(root: Path) -> Iterator[Path]:
    for path in python_files(root):
        own = path.relative_to(root).parts[1]
        if "services" in (path.stem, path.parent.name) and own not in KEEPERS:
            yield path


def _calls(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def unsafe_templates(root: Path) -> list[str]:
    """List what opens a template to injection or breaks the content policy."""
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in templates(root)
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNSAFE_MARKUP.search(line)
    ]


def objects_that_run(root: Path) -> list[str]:
    """List what makes objects, code or templates of what is read (rows 10, 57)."""
    found = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name.partition(".")[0] for alias in node.names}
                names.add((getattr(node, "module", "") or "").partition(".")[0])
                used = names & RUNNING_MODULES
            elif isinstance(node, ast.Call):
                used = {ast.unparse(node.func)} & RUNNING_CALLS
            else:
                continue
            found += [f"{path}:{node.lineno} uses {name}" for name in used]
    return found


def orphan_templates(root: Path) -> list[str]:
    """List templates that nothing names."""
    sources = [path.read_text(encoding="utf-8") for path in python_files(root)]
    sources += [path.read_text(encoding="utf-8") for path in templates(root)]
    text = "\n".join(sources)
    names = {str(path.relative_to(root / "templates")) for path in templates(root)}
    return sorted(name for name in names if name not in text)


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _body_lines(function: ast.FunctionDef) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
