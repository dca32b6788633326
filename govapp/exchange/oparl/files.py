"""The files of a meeting, as OParl has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from govapp.exchange.oparl.names import Row, Site, Times, own
from govapp.record.cards import MeetingCard, Version
from govapp.record.shapes.base import File
from govapp.record.shapes.results import Result

PDF = "application/pdf"
TRANSCRIPT = "transcript/1"


class Files:
    """Makes the files of one meeting; withdrawn ones are as if deleted."""

    def __init__(self, card: MeetingCard, times: Times, at: Site) -> None:
        """Take in a meeting."""
        self._card, self._times, self._at = card, times, at
        self._gone = {(file.id, file.version) for file in card.withdrawn_files}
        self._items: dict[tuple[str, int], list[str]] = {}
        for key, file in _list_posted(card):
            self._items.setdefault((file.id, file.version), []).append(key)

    def of(self, files: Iterable[File]) -> list[Row]:
        """Return those of some posted files that are still there."""
        kept = (file for file in files if (file.id, file.version) not in self._gone)
        return [self.posted(file) for file in kept]

    def all(self, files: Iterable[tuple[File, str]]) -> list[Row]:
        """Return every file there ever was; `files` come with why they are gone."""
        listed = _list_posted(self._card)
        labels = {(file.id, file.version): file for _, file in listed}
        posted = [
            self.posted(labels.get((file.id, file.version), file), is_gone=bool(gone))
            for file, gone in files
        ]
        made = [*self.agendas(), *self.minutes()]
        return [*posted, *made, *self.told(), *self.recordings()]

    def posted(self, file: File, *, is_gone: bool = False) -> Row:
        """Return a posted file in one of its versions."""
        key = f"{self._card.number}/{file.id}/{file.version}"
        if is_gone:
            return self._at.delete("File", key, self._times)
        url = self._at.page(file.path)
        items = [item for item in self._items.get((file.id, file.version), ()) if item]
        return self._make(
            key,
            {
                "name": file.label or file.name,
                "fileName": file.name,
                "mimeType": file.media_type,
                "size": file.size,
                "accessUrl": f"{url}?as=shown",
                "downloadUrl": f"{url}?as=saved",
                "agendaItem": [
                    self._at.url("agendaitem", self._card.number, item)
                    for item in items
                ],
                **own(sha256=file.sha256),
            },
        )

    def agendas(self) -> list[Row]:
        """Return the agenda in each version, the one in force first."""
        return list(self._versions("agenda", self._card.agenda_versions))

    def minutes(self) -> list[Row]:
        """Return the minutes in each version, the one in force first."""
        return list(self._versions("minutes", self._card.minutes_versions))

    def _versions(self, name: str, versions: Sequence[Version]) -> Iterator[Row]:
        for version in sorted(versions, key=lambda one: (one.withdrawn, -one.version)):
            key = f"{self._card.number}/{name}/{version.version}"
            if version.withdrawn:
                yield self._at.delete("File", key, self._times)
                continue
            path = f"/meetings/{self._card.number}/{name}/v/{version.version}"
            url = self._at.page(f"{path}/{name}.pdf")
            label = f"{name.capitalize()}, version {version.version}"
            given = {"accessUrl": url, "date": version.posted_at[:10]}
            file = {"fileName": f"{name}.pdf", "mimeType": PDF}
            yield self._make(key, {"name": label, **file, **given})

    def told(self) -> list[Row]:
        """Return the papers that sources alone keep."""
        result = self._card.result or Result()
        links = [*result.links, *(link for item in result.items for link in item.links)]
        return [
            self._link(f"link/{place}", link.label, link.url)
            for place, link in enumerate(links, start=1)
            if link.file is None and link.url.startswith(("http://", "https://"))
        ]

    def recordings(self) -> list[Row]:
        """Return where the meeting can be seen, and where every word can be read."""
        recording = self._card.recording
        if recording is None:
            return []
        shown = (
            ("recording/1", recording.label or "Recording", recording.url),
            (TRANSCRIPT, "Transcript", recording.transcript_url),
        )
        return [self._link(*each) for each in shown]

    def _link(self, key: str, label: str, url: str) -> Row:
        """Return a file that is kept elsewhere; without address it is gone."""
        key = f"{self._card.number}/{key}"
        if not url:
            return self._at.delete("File", key, self._times)
        return self._make(
            key, {"name": label, "accessUrl": url, "externalServiceUrl": url}
        )

    def _make(self, key: str, fields: dict[str, Any]) -> Row:
        meeting = [self._at.url("meeting", self._card.number)]
        return self._at.make("File", key, self._times, {**fields, "meeting": meeting})


def _list_posted(card: MeetingCard) -> list[tuple[str, File]]:
    """Return the files of the agenda in force, and of what sources report, by item."""
    told = card.result.all_files() if card.result else ()
    return [*told, *(card.agenda.all_files() if card.agenda else ())]
