"""Files of rule sets: the shipped one is whole, and a wrong one is told its place."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.errors import RuleError
from govapp.notices.rules.duties import is_draft
from govapp.notices.rules.files import LARGEST, read_rule_sets

GOOD = """\
rule_sets:
  - code: town
    title: Town charter
    source: Charter, article 4
    effective_from: 2026-01-01
    calendar: US-CA
    rules:
      - code: town-regular
        kinds: [regular]
        what: notice_and_agenda
        anchor: meeting_date
        amount: 7
        unit: calendar_days
        channels: [website]
        citation: Charter 4.2
        severity: bylaw
        basis: read
"""


def test_the_shipped_sets_are_whole() -> None:
    text = files("govapp.notices").joinpath("rule_sets.yaml").read_text("utf-8")
    shipped = read_rule_sets(text, "rule_sets.yaml")
    assert [(rules.code, is_draft(rules)) for rules in shipped] == [
        ("us-ca-bagley-keene", False),
        ("us-ca-brown", False),
        ("us-sunshine", False),
        ("us-ca-corp-5211", False),
        ("caiso-open-meeting-policy", True),
    ]
    assert all(rule.citation for rules in shipped for rule in rules.rules)


def test_a_good_file_is_read() -> None:
    (rules,) = read_rule_sets(GOOD, "town.yaml")
    assert (rules.code, rules.effective_from, rules.calendar) == (
        "town", "2026-01-01", "US-CA",
    )  # fmt: skip
    (rule,) = rules.rules
    assert (rule.amount, rule.unit, rule.channels) == (7, "calendar_days", ("website",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("unit: calendar_days", "unit: fortnights",
         ("town.yaml, line 13, rule_sets.0.rules.0.unit: “fortnights” is not known "
         "here: give 'hours', 'calendar_days', 'business_days' or 'weeks'")),
        ("amount: 7", "amount: 0",
         ("town.yaml, line 12, rule_sets.0.rules.0.amount: "
         "Input should be greater than or equal to 1")),
        ("amount: 7", 'amount: "7"',
         ("town.yaml, line 12, rule_sets.0.rules.0.amount: "
         "Input should be a valid integer")),
        ("        amount: 7\n", "",
         ("town.yaml, line 8, rule_sets.0.rules.0: "
         "a rule needs its amount and unit, unless its basis is missing")),
        ("unit: calendar_days", "unit: hours",
         ("town.yaml, line 8, rule_sets.0.rules.0: "
         "hours are counted from the meeting_start")),
        ("citation: Charter 4.2", "cite: Charter 4.2",
         "town.yaml, line 8, rule_sets.0.rules.0.citation: this must be given"),
        ("severity: bylaw", "severity: bylaw\n        roll: next_day",
         ("town.yaml, line 17, rule_sets.0.rules.0.roll: "
         "this is not known here: mend its spelling, or take it out")),
        ("severity: bylaw", "severity: bylaw\n        amount: 5",
         "town.yaml, line 17: amount is there twice"),
        ("severity: bylaw", "severity: bylaw\n        alternative_to: town-mail",
         "town.yaml, line 2, rule_sets.0: alternative_to names no rule: town-mail"),
        ("calendar: US-CA", "calendar: US-QQ",
         ("town.yaml, line 6, rule_sets.0.calendar: "
         "no such calendar: give an ISO 3166 code such as US-CA")),
        ("2026-01-01", "2026-02-30",
         "town.yaml, line 5: 2026-02-30 is no day: write one as 2026-12-31"),
        ("code: town\n", "code: Town Hall\n",
         ("town.yaml, line 2, rule_sets.0.code: "
         "give small letters, digits and hyphens, such as town-regular")),
        ("kinds: [regular]", "kinds: []",
         ("town.yaml, line 9, rule_sets.0.rules.0.kinds: "
         "List should have at least 1 item after validation, not 0")),
        ("title: Town charter", "title: &a Town\n    source: *a",
         "town.yaml, line 4: aliases have no place here"),
        ("title: Town charter", "title: !!python/name:os.system",
         ("town.yaml, line 3: could not determine a constructor for the tag "
         "'tag:yaml.org,2002:python/name:os.system'")),
        ("rule_sets:", "rules:",
         "town.yaml, line 1, rule_sets: this must be given"),
        (GOOD, "a: [", ("town.yaml, line 1: expected the node content, "
         "but found '<stream end>'")),
        (GOOD, "", ("town.yaml, line 1: Input should be a valid dictionary or "
         "instance of RuleFile")),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as refused:
        read_rule_sets(GOOD.replace(old, new), "town.yaml")
    assert str(refused.value) == told


def test_two_rules_of_one_code_and_a_file_without_end_are_refused() -> None:
    rule = GOOD[GOOD.index("      - code") :]
    with pytest.raises(RuleError, match="two rules have the same code"):
        read_rule_sets(GOOD + rule, "town.yaml")
    with pytest.raises(RuleError, match="too large"):
        read_rule_sets("#" * (LARGEST + 1), "town.yaml")
    with pytest.raises(RuleError, match=r"town\.yaml, line 1"):
        read_rule_sets("[" * 100_000, "town.yaml")


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(RuleError):
        read_rule_sets(text, "any.yaml")
