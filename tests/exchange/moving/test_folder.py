"""A folder brought up to date touches only what differs, whatever stopped it before."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from govapp.errors import GovappError
from govapp.exchange.moving.folder import SUMS, Folder, read_sums
from tests.exchange.moving.copies import stamp_files

ODD = "documents/k/v/1/a \\ b\nc.pdf"


def bring(root: Path, files: dict[str, bytes]) -> Folder:
    """Let a folder hold these files."""
    folder = Folder(root)
    for path, data in files.items():
        folder.write(path, data)
    folder.close()
    return folder


def test_what_is_gone_is_removed_and_the_rest_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    bring(root, {"a/b/index.html": b"1", "a/c.txt": b"2", ODD: b"3"})
    first = stamp_files(root)
    (root / "mine.txt").write_text("Mine")
    done = bring(root, {"a/c.txt": b"2", ODD: b"4"})
    assert (done.written, done.same, done.removed) == (1, 1, 1)
    second = stamp_files(root)
    assert set(second) == {SUMS, "a/c.txt", ODD, "mine.txt"}
    assert second["a/c.txt"] == first["a/c.txt"]
    assert not (root / "a" / "b").exists()
    assert set(read_sums(root)) == {"a/c.txt", ODD}
    subprocess.run(
        ["sha256sum", "-c", "--quiet", "--strict", SUMS],  # noqa: S607
        cwd=root,
        check=True,
    )


def test_what_a_stopped_run_left_is_known_to_the_next(tmp_path: Path) -> None:
    root = tmp_path / "copy"

    def break_off() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    stopped = Folder(root)
    stopped.write("gone.html", b"1")
    stopped.write("kept.html", b"2")
    with pytest.raises(KeyboardInterrupt):
        stopped.pour("half.pdf", break_off())
    (root / f"{SUMS}.killed").write_bytes(b"half of a file")
    assert set(stamp_files(root)) == {SUMS, f"{SUMS}.killed", "gone.html", "kept.html"}

    done = bring(root, {"kept.html": b"2", "half.pdf": b"whole"})
    assert done.removed == 1
    assert {path: data for path, (_, data) in stamp_files(root).items()} == {
        SUMS: (root / SUMS).read_bytes(),
        "half.pdf": b"whole",
        "kept.html": b"2",
    }


def test_a_damaged_file_is_mended(tmp_path: Path) -> None:
    bring(tmp_path / "copy", {"a.html": b"whole"})
    (tmp_path / "copy" / "a.html").write_bytes(b"other")
    assert bring(tmp_path / "copy", {"a.html": b"whole"}).written == 1
    assert (tmp_path / "copy" / "a.html").read_bytes() == b"whole"


def test_a_file_that_becomes_a_folder_makes_room(tmp_path: Path) -> None:
    bring(tmp_path / "copy", {"a": b"1"})
    bring(tmp_path / "copy", {"a/index.html": b"2"})
    assert (tmp_path / "copy" / "a" / "index.html").read_bytes() == b"2"


@pytest.mark.parametrize("line", ["", "what", "0" * 64 + "  ../x", "0" * 64 + "  /x"])
def test_a_list_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / SUMS).write_text(f"{line}\n")
    with pytest.raises(GovappError, match="line 1 cannot be read"):
        Folder(tmp_path)
