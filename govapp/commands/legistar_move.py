"""One run of `govapp import legistar`: reading ahead, and keeping part by part."""

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rich.progress import Progress

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import find_body, get_body
from govapp.database import db
from govapp.errors import RuleError
from govapp.importing import queries
from govapp.importing.fetching import Fetcher
from govapp.importing.legistar import Answered, Legistar, Row
from govapp.importing.patience import UnreadError
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.legistar import rows, telling
from govapp.importing.rules.legistar.reporting import Report, is_settled
from govapp.importing.rules.legistar.rows import R
from govapp.importing.services import legistar as services
from govapp.importing.services.legistar.places import digest_of

READERS = 8
Waiting = tuple[int, str, Future[Answered], Findings]


@dataclass
class Move:
    """One run."""

    api: Legistar
    place: services.Place
    progress: Progress
    since: date | None
    again: bool
    fetcher: Fetcher | None = None
    report: Report = field(default_factory=Report)
    counts: Counter[str] = field(default_factory=Counter)

    def run(self, names: set[str]) -> None:
        """Bring bodies first, then people, business and meetings, in that order."""
        chosen = self._bodies(names)
        if not chosen:
            raise RuleError("There is no body of this name.")
        self._people()
        self._offices(chosen)
        self._matters(chosen)
        self._meetings(set(chosen) if names else None)

    def _bodies(self, names: set[str]) -> dict[int, str]:
        """Bring the bodies; return the address of each here, by its id there."""
        chosen: dict[int, str] = {}
        for raw in self._track("Bodies", self.api.list_rows("bodies", "BodyId")):
            row = self._read(rows.BodyRow, raw, "bodies")
            if row is None or (names and row.name.casefold() not in names):
                continue
            with self._step(f"bodies/{row.id}"):
                body = services.import_body_row(
                    SYSTEM, row, place=self.place, digest=digest_of(raw)
                )
                chosen[row.id] = body.slug
        return chosen

    def _people(self) -> None:
        known = queries.map_digests(self.place.source, "person")
        for raw in self._track("People", self.api.list_rows("persons", "PersonId")):
            row = self._read(rows.PersonRow, raw, "persons")
            if row is None or row.id in known:
                continue
            with self._step(f"persons/{row.id}"):
                services.import_person_row(
                    SYSTEM, row, place=self.place, digest=digest_of(raw)
                )

    def _offices(self, chosen: dict[int, str]) -> None:
        for key, slug in self._track("Offices", chosen.items(), len(chosen)):
            path = f"bodies/{key}/officerecords"
            read: dict[int, rows.OfficeRow] = {}
            digests: dict[int, str] = {}
            for raw in self.api.list_rows(path, "OfficeRecordId"):
                row = self._read(rows.OfficeRow, raw, path)
                if row:
                    read[row.id], digests[row.id] = row, digest_of(raw)
            with self._step(path):
                services.import_offices(
                    SYSTEM,
                    get_body(slug),
                    read.values(),
                    place=self.place,
                    digests=digests,
                )

    def _matters(self, chosen: dict[int, str]) -> None:
        """Bring the matters of the bodies, and those known by an item they are on."""
        condition = (
            f"MatterLastModifiedUtc ge datetime'{self.since}'" if self.since else ""
        )
        known = queries.map_digests(self.place.source, "matter")
        listed = self.api.list_rows("matters", "MatterId", condition)
        for raw in self._track("Matters", listed):
            row = self._read(rows.MatterRow, raw, "matters")
            if row is None or (row.id not in known and row.body_id not in chosen):
                continue
            digest = digest_of(raw)
            if row.id in known and known[row.id][0] == digest:
                continue
            with self._step(f"matters/{row.id}"):
                services.import_matter_row(
                    SYSTEM,
                    row,
                    place=self.place,
                    body=find_body(chosen.get(row.body_id or 0, "")),
                    digest=digest,
                )

    def _meetings(self, chosen: set[int] | None) -> None:
        due = self._list_due(chosen)
        for number, digest, future, found in self._track(
            "Meetings", self._read_ahead(due), len(due)
        ):
            self.report.take(found)
            with self._step(f"events/{number}", "refused"):
                try:
                    answered = future.result()
                except UnreadError as error:
                    raise RuleError(
                        "it could not be read: %(why)s", why=error
                    ) from error
                bundle = telling.read_bundle(
                    answered.event,
                    answered.votes,
                    answered.roll_calls,
                    self.place.found,
                )
                if bundle is None or bundle.event.id != number:
                    raise RuleError("something else was answered")
                with self._files_of(bundle) as fetched:
                    self._matters_of(bundle, answered)
                    what = services.import_event(
                        SYSTEM,
                        bundle,
                        place=self.place,
                        digest=digest,
                        fetched=fetched,
                    )
                    db.session.commit()
                self.counts[what] += 1

    @contextmanager
    def _files_of(self, bundle: telling.Bundle) -> Iterator[services.Papers]:
        """Fetch the files of a meeting that are not here yet."""
        if self.fetcher is None:
            yield {}
            return
        missing = services.list_missing(self.place, bundle)
        # Nobody waits for the database while files are on their way.
        db.session.rollback()
        with self.fetcher.fetching(paper.url for paper in missing) as fetched:
            yield fetched

    def _matters_of(self, bundle: telling.Bundle, answered: Answered) -> None:
        """Bring the matters of a meeting that no list had, in its transaction."""
        event = bundle.event
        for key, raw in answered.matters.items():
            row = self._read(rows.MatterRow, raw, "matters") if raw else None
            if row and row.id == key and event.body_id is not None:
                services.import_matter_row(
                    SYSTEM,
                    row,
                    place=self.place,
                    body=services.bring_host(SYSTEM, event, place=self.place),
                    digest=digest_of(raw),
                )

    def _list_due(self, chosen: set[int] | None) -> list[tuple[str, int, str]]:
        """Return the meetings to read, by their day, with the digests of their rows."""
        condition = (
            f"EventDate ge datetime'{self.since}' or "
            f"EventLastModifiedUtc ge datetime'{self.since}'"
            if self.since
            else ""
        )
        known = {} if self.again else queries.map_digests(self.place.source, "event")
        due = []
        listed = self.api.list_rows("events", "EventId", condition)
        for raw in self._track("Calendar", listed):
            if chosen is not None and raw.get("EventBodyId") not in chosen:
                continue
            number, digest = int(raw["EventId"]), digest_of(raw)
            if number in known and is_settled(raw, digest, *known[number]):
                self.counts["skipped"] += 1
                continue
            due.append((str(raw.get("EventDate")), number, digest))
        return sorted(due)

    def _read_ahead(self, due: list[tuple[str, int, str]]) -> Iterator[Waiting]:
        """Read several meetings at once, a few ahead of the one taken in."""
        waiting: deque[Waiting] = deque()
        known = set(queries.map_digests(self.place.source, "matter"))
        pool = ThreadPoolExecutor(READERS)
        try:
            for _, number, digest in due:
                found: Findings = []
                future = pool.submit(self.api.read_event, number, known, found)
                waiting.append((number, digest, future, found))
                if len(waiting) > 2 * READERS:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            pool.shutdown(cancel_futures=True)

    def _track(self, name: str, of: Any, total: int | None = None) -> Iterator[Any]:
        task = self.progress.add_task(name, total=total)
        count = 0
        for count, each in enumerate(of, start=1):  # noqa: B007 told at the end
            yield each
            self.progress.advance(task)
        self.progress.update(task, total=count, completed=count)

    def _read(self, form: type[R], raw: Row, where: str) -> R | None:
        return rows.read_row(form, raw, where, self.place.found)

    @contextmanager
    def _step(self, where: str, counted: str = "") -> Iterator[None]:
        """Keep a part in a transaction of its own; a refusal is a finding."""
        try:
            yield
            db.session.commit()
        except RuleError as error:
            db.session.rollback()
            self.place.found.append(Finding(where, f"refused: {error}"))
            self.counts[counted] += 1
        finally:
            self.report.take(self.place.found)
            db.session.remove()
