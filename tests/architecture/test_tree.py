"""The tree keeps the rules of the house, and each rule would notice a breach."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import offences, texts

ROOT = Path(__file__).parents[2]
CHECKS = [
    offences.unknown_rooms,
    offences.long_files,
    offences.hidden_imports,
    offences.long_views,
    offences.careless_services,
    offences.unaudited_services,
    offences.unsafe_templates,
    offences.objects_that_run,
    offences.orphan_templates,
    texts.markup_of_texts,
    texts.lazy_values,
    texts.open_patterns,
]
SERVICE = "@atomic\ndef cancel(meeting):\n    pass\n"
LONG_VIEW = "@blueprint.get('/')\ndef index():\n    '''List.'''\n" + "    x = 1\n" * 16
PLANTED = [
    (offences.unknown_rooms, "govapp/meetings/manager.py", ""),
    (offences.unknown_rooms, "govapp/web/helpers.py", ""),
    (offences.long_files, "govapp/meetings/rules/long.py", "x = 1\n" * 301),
    (offences.long_files, "templates/long.html", "<p></p>\n" * 121),
    (offences.hidden_imports, "govapp/a.py", "def f():\n    import os\n"),
    (offences.long_views, "govapp/meetings/views_desk/long.py", LONG_VIEW),
    (offences.careless_services, "govapp/meetings/services/c.py", SERVICE),
    (
        offences.careless_services,
        "govapp/meetings/services/d.py",
        "def cancel_meeting(actor):\n    db.session.commit()\n",
    ),
    (
        offences.unaudited_services,
        "govapp/meetings/services/e.py",
        "@atomic\ndef cancel_meeting(actor):\n    pass\n",
    ),
    (offences.unsafe_templates, "templates/x.html", "<p>{{ text|safe }}</p>"),
    (offences.unsafe_templates, "templates/x.html", '<p style="color: red">x</p>'),
    (offences.unsafe_templates, "templates/x.html", '<a onclick="go()">x</a>'),
    (offences.objects_that_run, "govapp/a.py", "import pickle\n"),
    (offences.objects_that_run, "govapp/a.py", "from marshal import loads\n"),
    (offences.objects_that_run, "govapp/a.py", "x = yaml.full_load(text)\n"),
    (offences.objects_that_run, "govapp/a.py", "render_template_string(text)\n"),
    (offences.orphan_templates, "templates/public/left_over.html", "<p>x</p>"),
    (texts.markup_of_texts, "templates/x.html", "<p>{{ text | safe }}</p>"),
    (texts.markup_of_texts, "govapp/a.py", "flash(Markup(f'Deleted {title}'))\n"),
    (texts.markup_of_texts, "govapp/frontend/js/a.js", "box.innerHTML = title;\n"),
    (
        texts.lazy_values,
        "govapp/a.py",
        "from flask_babel import lazy_gettext as _\nx = _('Of %(who)s', who=name)\n",
    ),
    (texts.open_patterns, "govapp/a.py", "q.where(Body.name.contains(asked))\n"),
    (texts.open_patterns, "govapp/a.py", "q.where(Body.name.ilike(asked))\n"),
]
Check = Callable[[Path], list[str]]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_tree_is_clean(check: Check) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize(("check", "name", "text"), PLANTED)
def test_a_planted_breach_is_noticed(
    tmp_path: Path, check: Check, name: str, text: str
) -> None:
    shutil.copytree(ROOT / "templates" / "layouts", tmp_path / "templates" / "layouts")
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert any(path.name in line for line in check(tmp_path))
