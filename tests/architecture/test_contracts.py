"""The import contracts hold, and each would notice a breach."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# One planted import for each contract: the module that breaks it, and how.
BREACHES = {
    "The application knows all; nothing knows it": (
        "govapp/mail/services.py",
        "from govapp.app import create_app",
    ),
    "Within a feature, data flows one way": (
        "govapp/committees/models.py",
        "from govapp.committees import queries",
    ),
    "One feature stands upon another": (
        "govapp/documents/services.py",
        "from govapp.meetings.models import Meeting",
    ),
    "The public side cannot reach a draft, a session or a form": (
        "govapp/site/views_public/home.py",
        "from govapp.meetings.queries.meetings import get_meeting",
    ),
    "Whoever sends without signing in reaches what they follow, and nothing else": (
        "govapp/subscriptions/views_open.py",
        "from govapp.meetings.models import Meeting",
    ),
    "A calendar's key opens no session and nothing closed": (
        "govapp/portal/views_feed.py",
        "from govapp.record import closed_log",
    ),
    "What is not a view knows no web": (
        "govapp/meetings/content/agendas.py",
        "from flask import request",
    ),
    "Rules are plain Python": (
        "govapp/meetings/rules/states.py",
        "from sqlalchemy import select",
    ),
    "Views and forms leave the database to queries and services": (
        "govapp/meetings/views_desk/home.py",
        "from govapp.database import db",
    ),
    "What views share knows no feature": (
        "govapp/web/filters.py",
        "from govapp.committees import published",
    ),
    "Accounts, mail, jobs and audit know no body and no meeting": (
        "govapp/audit/queries.py",
        "from govapp.committees.models import Body",
    ),
    "The closed log is for members, those who write it and operators": (
        "govapp/meetings/queries/imports.py",
        "from govapp.record import closed_log",
    ),
    "Only the child opens what strangers made": (
        "govapp/documents/store.py",
        "from pikepdf import Pdf",
    ),
}
VERDICT = re.compile(r"^(.+) (KEPT|BROKEN)\b", re.MULTILINE)


def _verdicts(folder: Path) -> dict[str, str]:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(VERDICT.findall(done.stdout))


def _copy(folder: Path) -> None:
    shutil.copytree(
        ROOT / "govapp",
        folder / "govapp",
        ignore=shutil.ignore_patterns("static", "frontend", "__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", folder)


def test_every_contract_is_kept_and_would_notice_its_breach(tmp_path: Path) -> None:
    _copy(tmp_path)
    assert _verdicts(tmp_path) == dict.fromkeys(BREACHES, "KEPT")
    for name, line in BREACHES.values():
        path = tmp_path / name
        path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert _verdicts(tmp_path) == dict.fromkeys(BREACHES, "BROKEN")
