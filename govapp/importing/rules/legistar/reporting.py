"""What a run found odd, and what a later one need not read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from govapp.importing.rules.findings import Findings

# Publishing an agenda or minutes may leave the row's stamp as it was for a while.
SETTLED = timedelta(hours=72)
STAMPS = (
    "EventLastModifiedUtc",
    "EventAgendaLastPublishedUTC",
    "EventMinutesLastPublishedUTC",
)


@dataclass
class Report:
    """What was odd: each kind of it with how often and where first."""

    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def take(self, findings: Findings) -> None:
        """Count what was found, and forget where the later ones were."""
        for finding in findings:
            count, first = self.found.get(finding.reason, (0, finding.place))
            self.found[finding.reason] = (count + 1, first)
        findings.clear()

    def lines(self) -> list[str]:
        """Write a line for each kind."""
        return [
            f"{first}: {reason}" + (f" ({count} times)" if count > 1 else "")
            for reason, (count, first) in self.found.items()
        ]


def is_settled(
    raw: Mapping[str, object], digest: str, known: str, read_at: datetime
) -> bool:
    """Say whether a row is as it was, and was so for long when it was read."""
    stamps = [str(raw[name])[:19] for name in STAMPS if raw.get(name)]
    newest = datetime.fromisoformat(max(stamps, default="1970-01-01"))
    return digest == known and newest.replace(tzinfo=UTC) < read_at - SETTLED
