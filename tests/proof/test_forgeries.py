"""The verifier takes every posting of the demonstration, and no forgery of any."""

import json
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govapp.record import checkpoints, verify
from govapp.record.checkpoints import Checkpoint
from govapp.record.verify import RefusedError
from tests.proof.forging import FORGERS, is_taken, write
from tests.proof.history import History

FORGERIES = 3000
SEED = 6962


def test_every_posting_is_taken(history: History) -> None:
    assert len(history.entries) > 100
    assert len(history.documents) > 10
    assert len(history.agendas) > 5
    for one in history.all:
        assert verify.check(one.text, key=history.key)
        if one.file is not None:
            said = verify.check(one.text, one.file, key=history.key)
            assert said.startswith("This file is ")
            assert said.endswith(", unchanged.")


@pytest.mark.parametrize("part", range(4))
def test_no_forgery_is_taken(history: History, part: int) -> None:
    chance = random.Random(SEED + part)  # noqa: S311 no secret
    taken = []
    for number in range(FORGERIES // 4):
        given, other = chance.sample(history.entries + history.documents, 2)
        forger = FORGERS[number % len(FORGERS)]
        text, file = forger(given, other, chance)
        assert (text, file) != (given.text, given.file)
        if is_taken(text, file):
            taken.append((forger.__name__, given.address, number))
    assert taken == []


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_byte_of_a_proof_can_be_another(
    history: History, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(history.all))
    place = data.draw(st.integers(0, len(one.text) - 1))
    letter = data.draw(st.characters().filter(lambda letter: letter != one.text[place]))
    changed = one.text[:place] + letter + one.text[place + 1 :]
    assert not is_taken(changed, one.file)


def test_a_record_signed_by_somebody_else_is_taken_only_where_any_key_is(
    history: History,
) -> None:
    one, key = history.documents[0], Ed25519PrivateKey.generate()
    proof = json.loads(one.text)
    head = Checkpoint.read(proof["checkpoint"])
    proof["checkpoint"] = checkpoints.sign(head, key)
    proof["key"] = checkpoints.verifier_key(head.origin, key.public_key())
    text = write(proof)
    assert is_taken(text, one.file)
    with pytest.raises(RefusedError, match="signed with another key: localhost/record"):
        verify.check(text, one.file, key=history.key)


def test_another_document_is_refused_in_plain_words(history: History) -> None:
    one = history.documents[0]
    with pytest.raises(RefusedError) as refused:
        verify.check(one.text, b"another")
    assert str(refused.value) == (
        "This file is not what was posted: no entry here has its hash."
    )
