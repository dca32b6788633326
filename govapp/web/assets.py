"""Where the built CSS, JavaScript and fonts are, by their lasting names."""

import json
from pathlib import Path


class Assets:
    """The manifest of the front-end build."""

    def __init__(self, static: Path) -> None:
        """Read the manifest; raises RuntimeError when the front end was not built."""
        path = static / "manifest.json"
        if not path.is_file():
            raise RuntimeError(
                "The front end is not built: run `make run` or `pip install .` first."
            )
        self._names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))

    def __call__(self, name: str) -> str:
        """Return a file's address; raises KeyError on a name that was not built."""
        return f"/static/{self._names[name]}"
