"""The secretary's whole job, as steps that a browser takes."""

import re
from pathlib import Path

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.permissions import Role

EMAIL, PASSWORD = "secretary@govapp.example", "quiet harbor lanterns 4711"


def prepare(app: Flask) -> None:
    """Post a body and open the account of its secretary."""
    with app.app_context():
        body = committees.create_body(
            SYSTEM,
            slug="board",
            name="Board of Governors",
            kind="board",
            time_zone="America/Los_Angeles",
        )
        committees.post_changes(SYSTEM, body)
        user = accounts.invite_user(
            SYSTEM,
            email=EMAIL,
            name="Demo secretary",
            roles=[(Role.SECRETARY, body.id)],
        )
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        db.session.commit()


class Secretary:
    """Somebody at the desk."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.desk = ""

    def sign_in(self) -> None:
        self.page.goto(f"{self.base}/desk/")
        self.page.get_by_label("E-mail address").fill(EMAIL)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def schedule(self, day: str) -> None:
        self.page.goto(f"{self.base}/desk/meetings/create")
        self.page.get_by_label("Date", exact=True).fill(day)
        self.page.get_by_label("Start", exact=True).fill("10:00")
        self.page.get_by_label(re.compile(r"^\s*End\b")).fill("12:00")
        self.page.get_by_label(re.compile(r"^\s*Place\b")).fill("Folsom")
        self.page.locator("main form button.usa-button").click()
        expect(self.page.locator("h1")).to_contain_text("Board of Governors")
        self.desk = self.page.url.split("#")[0].rstrip("/")

    def add_item(self, title: str, kind: str = "other") -> None:
        self.page.goto(f"{self.desk}/agenda")
        self.page.get_by_label("Title").fill(title)
        self.page.get_by_label("Kind").select_option(kind)
        self.page.get_by_role("button", name="Add", exact=True).click()
        expect(self.row(title)).to_be_visible()

    def add_beneath(self, above: str, title: str) -> None:
        self.open_menu(above, "Add item beneath")
        self.page.get_by_label(re.compile(r"^\s*Title\b")).fill(title)
        self.page.locator("main form button.usa-button").click()
        expect(self.row(title)).to_be_visible()

    def row(self, title: str) -> Locator:
        return self.page.locator(".g-row__line").filter(
            has=self.page.get_by_role("link", name=title, exact=True)
        )

    def open_menu(self, title: str, entry: str) -> None:
        self.page.goto(f"{self.desk}/agenda")
        row = self.row(title)
        row.hover()
        row.locator("summary").click()
        row.get_by_role("link", name=entry).click()

    def expect_order(self, rows: list[str]) -> None:
        """Wait until the builder shows these numbers and titles, top to bottom."""
        parts = [row.partition(" ") for row in rows]
        for column, place in (("number", 0), ("title", 2)):
            expect(self.page.locator(f".g-row__{column}")).to_have_text(
                [part[place] for part in parts]
            )

    def upload(self, title: str, folder: Path, names: list[str]) -> None:
        paths = []
        for name in names:
            path = folder / name
            path.write_bytes(make_pdf(name, ["A paper"]))
            paths.append(path)
        self.open_menu(title, "Add files")
        self.page.get_by_label("Files").set_input_files(paths)
        self.page.get_by_role("button", name="Upload").click()
        for name in names:
            expect(
                self.page.get_by_role("link", name=name.removesuffix(".pdf")).first
            ).to_be_visible()

    def reword(self, title: str, new: str) -> None:
        self.page.goto(f"{self.desk}/agenda")
        self.page.get_by_role("link", name=title, exact=True).click()
        self.page.get_by_label(re.compile(r"^\s*Title\b")).fill(new)
        self.page.get_by_role("button", name="Save").click()
        expect(self.row(new)).to_be_visible()

    def post(self) -> None:
        self.page.goto(f"{self.desk}/post")
        self.page.get_by_role("button", name="Post the agenda").click()
        expect(self.page.get_by_role("status").first).to_contain_text("Posted")

    def cancel(self, reason: str) -> None:
        self.page.goto(f"{self.desk}/cancel")
        self.page.get_by_label("Reason").fill(reason)
        self.page.get_by_role("button", name="Cancel the meeting").click()
        expect(self.page.get_by_role("status").first).to_contain_text("Posted")


def drop(page: Page, place: Locator, files: dict[str, bytes]) -> None:
    """Let go of files over a place, as if they came from the desktop."""
    held = page.evaluate_handle(
        """files => {
            const held = new DataTransfer();
            for (const [name, bytes] of files)
                held.items.add(new File([new Uint8Array(bytes)], name));
            return held;
        }""",
        [[name, list(content)] for name, content in files.items()],
    )
    for name in ("dragover", "drop"):
        place.dispatch_event(name, {"dataTransfer": held})
