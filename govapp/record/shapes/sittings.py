"""What is posted of a sitting: who was there, what was moved, and who voted how.

Instants are UTC stamps (`2026-12-16T18:04:05Z`), empty where a source gives none. A
person whom a source names without saying who it is has no slug.
"""

from enum import StrEnum

from govapp.record.shapes.base import BodyRef, Frozen
from govapp.record.shapes.bodies import PersonRef

# The states of a sitting whose call to order was taken back, and of one that is over.
NOT_BEGUN, ADJOURNED = "not_begun", "adjourned"


class Option(StrEnum):
    """What a member's line in a vote says."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"
    ABSENT = "absent"
    EXCUSED = "excused"
    NOT_VOTING = "not_voting"


class Outcome(StrEnum):
    """How a vote ends."""

    PASS = "pass"  # noqa: S105 a motion's fate
    FAIL = "fail"
    NO_QUORUM = "no_quorum"


class DecisionRule(Frozen):
    """What a motion needs to pass: `num`/`den` of `base`, or more than that.

    `base` is votes_cast, present, seats_filled or seats_authorized. With
    `all_below_num`/`all_below_den` every member present must agree where fewer than
    that part of the seats is present. `minimum_yes` is needed in any case.
    """

    code: str
    base: str
    num: int = 1
    den: int = 2
    is_strict: bool = True
    all_below_num: int = 0
    all_below_den: int = 1
    minimum_yes: int = 1


class QuorumRule(Frozen):
    """How many must be present: `num`/`den` of `base`, or more, or a fixed number.

    `base` is seats_authorized or seats_filled. With `counts_recused` a member who is
    recused on the item counts as present.
    """

    base: str = "seats_authorized"
    num: int = 1
    den: int = 2
    is_strict: bool = True
    fixed: int = 0
    counts_recused: bool = False


class Tally(Frozen):
    """How many members there are of each option; together the members entitled."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    absent: int = 0
    excused: int = 0
    not_voting: int = 0


class Covered(Frozen):
    """An item that a vote on its consent block adopts, as it was numbered then."""

    key: str
    number: str = ""


class Ballot(Frozen):
    """One member's line in a vote.

    `recused_on` are the items of a consent block for which it does not count, because
    the member is recused on them.
    """

    person: PersonRef
    option: Option
    recused_on: tuple[Covered, ...] = ()


class Part(Frozen):
    """What a vote on a consent block comes to for an item on which some are recused."""

    item: Covered
    present: int = 0
    tally: Tally = Tally()
    computed: str = ""


class Round(Frozen):
    """One taking of a vote; what it was judged by is frozen when it opens.

    `method` is unanimous_consent, voice, show_of_hands, roll_call or, where a source
    does not say, empty. `seats`, `filled`, `present` and `quorum` are numbers of
    members. `declared` is what the chair declared; where that differs from `computed`,
    `note` says why. `void` says why it does not count. `parts` are the items of a
    consent block that not all who voted on it voted on.
    """

    number: int = 1
    method: str = ""
    opened_at: str = ""
    closed_at: str = ""
    rule: DecisionRule | None = None
    seats: int = 0
    filled: int = 0
    present: int = 0
    quorum: int = 0
    ballots: tuple[Ballot, ...] = ()
    tally: Tally = Tally()
    parts: tuple[Part, ...] = ()
    computed: str = ""
    declared: str = ""
    note: str = ""
    void: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the vote was taken, whatever came of it."""
        return not self.opened_at or bool(self.closed_at)


class Motion(Frozen):
    """A proposal that was moved, `item` being the key of the item it was moved on.

    `kind` is main, adopt_consent, approve_minutes, amend … (see `sittings/rules/
    motions`); `applies_to` is the id of the motion it acts on. `state` is pending,
    adopted, lost, withdrawn, died_no_second, tabled, postponed, referred, ruled_out or
    void.
    """

    id: str
    item: str = ""
    body: BodyRef
    kind: str = "main"
    text: str
    mover: PersonRef | None = None
    seconder: PersonRef | None = None
    applies_to: str = ""
    state: str = "pending"
    rounds: tuple[Round, ...] = ()
    resolution: str = ""
    note: str = ""

    @property
    def deciding(self) -> Round | None:
        """The vote that counts: the last that was taken and is not void."""
        if self.state == "void":
            return None
        taken = [each for each in self.rounds if each.is_over and not each.void]
        return taken[-1] if taken else None


class Stay(Frozen):
    """A time in the room; `mode` is in_person, video or phone.

    `disclosure` is what a remote member said of who else was there with them.
    """

    arrived: str = ""
    left: str = ""
    mode: str = ""
    disclosure: str = ""


class Presence(Frozen):
    """A member at a sitting; `status` is present, absent or excused."""

    person: PersonRef
    body: BodyRef
    role: str = ""
    status: str
    stays: tuple[Stay, ...] = ()


class Conflict(Frozen):
    """A conflict of interest on an item; `kind` is recusal or disclosure."""

    person: PersonRef
    item: str
    kind: str
    statement: str
    declared_at: str = ""
    left: str = ""
    returned: str = ""


class Taken(Frozen):
    """An item that was taken up, and since when."""

    item: str
    at: str


class Pulled(Frozen):
    """An item that was taken out of a consent block in the room, by whom and when."""

    item: str
    by: str
    at: str
    reason: str = ""


class Pause(Frozen):
    """A recess or a closed session, `until` empty while it lasts.

    `items` are the keys of the items of a closed session.
    """

    kind: str
    since: str
    until: str = ""
    items: tuple[str, ...] = ()


class Sitting(Frozen):
    """A meeting from its call to order on, as far as it has come.

    `state` is in_session, recessed, closed_session or adjourned; not_begun where a call
    to order that was told of is taken back.
    """

    state: str
    called_to_order: str = ""
    adjourned: str = ""
    presiding: PersonRef | None = None
    presences: tuple[Presence, ...] = ()
    taken: tuple[Taken, ...] = ()
    pauses: tuple[Pause, ...] = ()
    pulled: tuple[Pulled, ...] = ()
    motions: tuple[Motion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[str, ...] = ()
