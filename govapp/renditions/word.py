"""A paper as a Word file, with real headings, lists and links."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph

from govapp.renditions.archives import still
from govapp.renditions.papers import Enclosure, Line, Paper
from govapp.renditions.rules import legible, link_address

LANGUAGE = "en-US"
FONT = "Calibri"
SPACED = ("Normal", "List Number", "List Number 2", "List Number 3", "List Continue")
DEEPEST = 8  # Word's lists have nine levels
STEP, HANGING = 0.35, 0.5  # inches


def write_word(paper: Paper, at: datetime) -> bytes:
    """Return a paper as a Word file; the same paper and time make the same bytes."""
    writer = _Writer(at)
    writer.write(paper)
    whole, stilled = io.BytesIO(), io.BytesIO()
    writer.file.save(whole)
    still(whole, stilled, at)
    return stilled.getvalue()


class _Writer:
    """A Word file that is being written."""

    def __init__(self, at: datetime) -> None:
        self.file: WordFile = Document()
        self._numbers = self.file.part.numbering_part.element
        self._list = self._begin_list()
        properties, moment = self.file.core_properties, at.astimezone(UTC)
        moment = moment.replace(tzinfo=None, microsecond=0)
        properties.created = properties.modified = moment
        properties.language, properties.comments = LANGUAGE, ""
        self._set_styles()

    def _set_styles(self) -> None:
        section, styles = self.file.sections[0], self.file.styles
        section.left_margin = section.right_margin = Inches(1)
        for name in SPACED:
            styles[name].paragraph_format.space_after = Pt(3)
        styles["Normal"].font.name = FONT
        styles["Subtitle"].font.italic = False

    def write(self, paper: Paper) -> None:
        """Write it all, in reading order."""
        self.file.core_properties.title = legible(paper.title)[:255]
        self.file.core_properties.author = legible(paper.organization)[:255]
        self._head(paper.alert)
        self._foot(paper)
        self._say(" · ".join([*paper.head.names, *paper.head.lines]))
        self._say(paper.heading, "Title")
        self._say(f"{paper.when}\n{paper.form}", "Subtitle")
        for alert in paper.alerts:
            self._say(alert.text, lead=alert.word)
        for fact in paper.facts:
            told = self._say("", lead=f"{fact.name}: ")
            self._link(told, fact.text, fact.address)
        self._say(paper.words.agenda, "Heading 1")
        if paper.note:
            self._say(paper.note)
        self._enclose(paper.files)
        for part in paper.sections:
            if part.title:
                self._say(part.title, "Heading 2")
            for text in filter(None, (part.meta, *part.texts)):
                self._say(text)
            self._enclose(part.files)
            self._items(part.lines, paper.words.motion)
        for text in paper.closing:
            self._say(text)

    def _say(self, text: str, style: str = "Normal", lead: str = "") -> Paragraph:
        paragraph = self.file.add_paragraph(style=style)
        if lead:
            paragraph.add_run(legible(lead)).bold = True
        if text:
            paragraph.add_run(legible(f" {text}" if lead else text))
        return paragraph

    def _items(self, lines: Iterable[Line], motion: str, depth: int = 0) -> None:
        for line in lines:
            style = f"List Number {depth + 1}" if 0 < depth < 3 else "List Number"
            told = self._say("", style, lead=line.title)
            told.paragraph_format.keep_with_next = bool(line.meta)
            self._number(told, line.number, min(depth, DEEPEST))
            for text in filter(None, (line.meta, *line.texts)):
                self._indent(self._say(text, "List Continue"), depth)
            if line.motion:
                said = self._say(line.motion, "List Continue", f"{motion}:")
                self._indent(said, depth)
            for fact in line.links:
                told = self._say(f"{fact.name}: ", "List Continue")
                self._indent(told, depth)
                self._link(told, fact.text, fact.address)
            self._enclose(line.files, depth)
            self._items(line.lines, motion, depth + 1)

    def _indent(self, paragraph: Paragraph, depth: int) -> None:
        left = Inches(HANGING + STEP * min(depth, DEEPEST))
        paragraph.paragraph_format.left_indent = left

    def _enclose(self, files: Iterable[Enclosure], depth: int | None = None) -> None:
        for file in files:
            told = self._say("", "List Bullet")
            if depth is not None:
                self._indent(told, depth + 1)
            self._link(told, file.label, file.address)
            told.add_run(f" {legible(file.about)}")

    def _link(self, paragraph: Paragraph, text: str, address: str) -> None:
        """Add a text that leads somewhere, if it is an address one may go to."""
        run, target = paragraph.add_run(legible(text)), link_address(address)
        if not target:
            return
        run.underline = True
        relation = self.file.part.relate_to(
            target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        # python-docx has no links of its own.
        link.append(run._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001

    def _begin_list(self) -> str:
        """Begin the one list that all items are of; return its id."""
        taken = [
            int(each.get(qn("w:abstractNumId"), "0"))
            for each in self._numbers.findall(qn("w:abstractNum"))
        ]
        found = str(max(taken, default=0) + 1)
        plan = _element("w:abstractNum", {"abstractNumId": found})
        plan.append(_element("w:multiLevelType", {"val": "multilevel"}))
        for depth in range(DEEPEST + 1):
            plan.append(_level(depth, f"%{depth + 1}"))
        # All plans of lists stand before the first list.
        self._numbers.insert(len(taken), plan)
        return found

    def _number(self, paragraph: Paragraph, label: str, depth: int) -> None:
        """Put a paragraph into the list, under its printed number and no other."""
        taken = self._numbers.findall(qn("w:num"))
        found = str(max(int(each.get(qn("w:numId"), "0")) for each in taken) + 1)
        number = _element("w:num", {"numId": found})
        number.append(_element("w:abstractNumId", {"val": self._list}))
        override = _element("w:lvlOverride", {"ilvl": str(depth)})
        override.append(_level(depth, legible(label).replace("%", "")))
        number.append(override)
        self._numbers.append(number)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = int(found)

    def _head(self, alert: str) -> None:
        """Say at the head of each page what nobody may overlook."""
        head = self.file.sections[0].header.paragraphs[0]
        head.add_run(legible(alert)).bold = True

    def _foot(self, paper: Paper) -> None:
        """Say at the foot of each page what was posted, and which page it is."""
        foot = self.file.sections[0].footer.paragraphs[0]
        foot.add_run(legible(paper.posted + " · "))
        before, _, rest = paper.words.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        parts = ((before, "PAGE"), (between, "NUMPAGES"), (after, ""))
        for text, field in parts:
            foot.add_run(text)
            if field:
                place = _element("w:fldSimple", {"instr": field})
                place.append(foot.add_run("1")._r)  # noqa: SLF001
                foot._p.append(place)  # noqa: SLF001


def _level(depth: int, label: str) -> BaseOxmlElement:
    """Return how one level of a list looks."""
    level = _element("w:lvl", {"ilvl": str(depth)})
    for name, value in (
        ("w:start", "1"),
        ("w:numFmt", "decimal"),
        ("w:lvlText", label),
        ("w:lvlJc", "left"),
    ):
        level.append(_element(name, {"val": value}))
    properties = OxmlElement("w:pPr")
    left, hanging = HANGING + STEP * depth, HANGING
    places = {"left": str(int(left * 1440)), "hanging": str(int(hanging * 1440))}
    properties.append(_element("w:ind", places))
    level.append(properties)
    return level


def _element(name: str, values: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
