"""What of a file was refused or could not be matched, and where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A place in a file, such as meetings[3].items[2].title, and what is wrong."""

    place: str
    reason: str

    def __str__(self) -> str:
        """Write it in a line."""
        return f"{self.place}: {self.reason}"


Findings = list[Finding]
