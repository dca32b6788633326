"""Files of rule sets: what they may say, and where one says something else."""

from datetime import date
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from govapp.errors import RuleError
from govapp.notices.rules.calendars import is_known
from govapp.record.shapes.notices import RuleSet

LARGEST = 1024 * 1024
LONGEST = 366

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
MeetingKind = Literal[
    "regular", "special", "emergency", "adjourned", "workshop", "closed_only", "any"
]
What = Literal["notice", "agenda", "notice_and_agenda"]
Anchor = Literal["meeting_start", "meeting_date"]
Unit = Literal["hours", "calendar_days", "business_days", "weeks"]
Channel = Literal[
    "website", "physical", "requesters", "members", "members_mail", "media"
]
Severity = Literal["statute", "statute_default", "bylaw", "policy", "house"]
Basis = Literal[
    "read", "read-digest", "read-agency-rule", "recalled", "missing", "house"
]


class Strict(BaseModel):
    """What holds what it names and nothing else."""

    model_config = ConfigDict(extra="forbid")


class RuleEntry(Strict):
    """A rule as a file states it; one whose basis is missing may lack its amount."""

    code: Code
    kinds: Annotated[list[MeetingKind], Field(min_length=1)]
    what: What
    anchor: Anchor
    amount: Annotated[int, Field(ge=1, le=LONGEST, strict=True)] | None = None
    unit: Unit | None = None
    channels: Annotated[list[Channel], Field(min_length=1)]
    citation: Words
    severity: Severity
    basis: Basis
    alternative_to: Code | None = None
    waiver: Words | None = None

    @model_validator(mode="after")
    def check_length(self) -> Self:
        """Refuse a length that is none; raises ValueError."""
        if self.basis != "missing" and (self.amount is None or self.unit is None):
            raise ValueError(
                "a rule needs its amount and unit, unless its basis is missing"
            )
        if self.unit == "hours" and self.anchor != "meeting_start":
            raise ValueError("hours are counted from the meeting_start")
        return self


class RuleSetEntry(Strict):
    """A version of a rule set as a file states it."""

    code: Code
    title: Words
    source: Words
    effective_from: date
    calendar: str
    rules: Annotated[list[RuleEntry], Field(min_length=1)]

    @field_validator("calendar")
    @classmethod
    def check_calendar(cls, code: str) -> str:
        """Refuse a calendar that the library does not have; raises ValueError."""
        if not is_known(code):
            raise ValueError("no such calendar: give an ISO 3166 code such as US-CA")
        return code

    @model_validator(mode="after")
    def check_codes(self) -> Self:
        """Refuse a code that is there twice or leads nowhere; raises ValueError."""
        codes = [rule.code for rule in self.rules]
        if len(set(codes)) < len(codes):
            raise ValueError("two rules have the same code")
        others = {rule.alternative_to for rule in self.rules if rule.alternative_to}
        if unknown := others - set(codes):
            raise ValueError(f"alternative_to names no rule: {', '.join(unknown)}")
        return self


class RuleFile(Strict):
    """A file of rule sets."""

    rule_sets: Annotated[list[RuleSetEntry], Field(min_length=1)]


def read_rule_sets(text: str, name: str) -> tuple[RuleSet, ...]:
    """Read a file's rule sets; raises RuleError with the place of what is wrong."""
    if len(text) > LARGEST:
        raise RuleError("%(name)s is too large to be a file of rules.", name=name)
    try:
        tree = yaml.compose(text, Loader=_Loader)
        found = RuleFile.model_validate(yaml.load(text, Loader=_Loader))  # noqa: S506 it is a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise _refusal(name, line, "", problem) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        line = _line(tree, first["loc"])
        raise _refusal(name, line, place, _advise(first)) from error
    except (ValueError, RecursionError) as error:
        # A number beyond all bounds, or brackets without end.
        raise _refusal(name, 1, "", str(error)) from error
    return tuple(_frozen(entry) for entry in found.rule_sets)


class _Loader(yaml.SafeLoader):
    """Reads plain values; a thing said twice or by reference is refused."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # as the library's
        """Compose a node; raises yaml.YAMLError on an alias."""
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise yaml.composer.ComposerError(
                None, None, "aliases have no place here", mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 as the library's
        """Make a mapping; raises yaml.YAMLError on a key that is there twice."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"{key.value} is there twice"
                raise yaml.constructor.ConstructorError(
                    None, None, problem, key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: Any) -> Any:  # as the library's
        """Make a date; raises yaml.YAMLError on one that does not exist."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            problem = f"{node.value} is no day: write one as 2026-12-31"
            raise yaml.constructor.ConstructorError(
                None, None, problem, node.start_mark
            ) from error


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def _advise(found: Any) -> str:
    """Say what is wrong in a place, and what to do about it."""
    match found["type"]:
        case "literal_error":
            known = found["ctx"]["expected"]
            return f"“{found['input']}” is not known here: give {known}"
        case "extra_forbidden":
            return "this is not known here: mend its spelling, or take it out"
        case "missing":
            return "this must be given"
        case "string_pattern_mismatch":
            return "give small letters, digits and hyphens, such as town-regular"
    return str(found["msg"]).removeprefix("Value error, ")


def _refusal(name: str, line: int, place: str, problem: str) -> RuleError:
    where = f"{name}, line {line}" + (f", {place}" if place else "")
    return RuleError("%(where)s: %(problem)s", where=where, problem=problem)


def _line(node: Any, place: tuple[int | str, ...]) -> int:
    """Return the line on which a place stands, or what it should stand in."""
    for part in place:
        inner = _step(node, part)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else 1


def _step(node: Any, part: int | str) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return node.value[part]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def _frozen(entry: RuleSetEntry) -> RuleSet:
    return RuleSet.model_validate(entry.model_dump(mode="json", exclude_none=True))
