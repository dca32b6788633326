"""Canonical bytes and hashes."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.record import rules

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_canonical_json_is_sorted_dense_and_in_one_unicode_form() -> None:
    decomposed = "Cafe\u0301"
    assert rules.canonical({"b": [1, None], "a": decomposed}) == (
        '{"a":"Caf\u00e9","b":[1,null]}'
    )


def test_canonical_json_refuses_floats() -> None:
    with pytest.raises(TypeError, match="no floats"):
        rules.canonical({"amount": 1.5})


@given(plain)
def test_canonical_json_reads_back_and_is_stable(value: object) -> None:
    text = rules.canonical(value)
    assert rules.canonical(json.loads(text)) == text


def test_leaf_hash_is_that_of_rfc_6962() -> None:
    assert rules.leaf_hash("") == hashlib.sha256(b"\x00").hexdigest()
    assert rules.leaf_hash("") == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
