"""Whether a door is shut, as if there had never been one."""

from tests.pages import PageClient
from tests.portal.papers import Papers


def is_shut(client: PageClient, papers: Papers) -> bool:
    """Say whether everything of a book answers as what never existed."""
    missing = client.get("/my/nothing-here").data
    addresses = [
        papers.book,
        *(papers.item(key) for key in (papers.open, papers.closed, papers.beneath)),
        *(papers.files[name] for name in ("members", "closed", "staff", "advice")),
        papers.page("advice"),
        f"{papers.book}/packet.pdf",
        f"{papers.book}/search",
        f"{papers.book}/notes",
        f"{papers.book}/notes.txt",
        f"{papers.book}/minutes",
        f"{papers.book}/attendance",
        f"{papers.item(papers.closed)}/note",
    ]
    answers = [client.get(address) for address in addresses]
    return all((a.status_code, a.data) == (404, missing) for a in answers)
