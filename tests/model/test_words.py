"""Every word is there, in both languages, for everything the model declares."""

import string

import pytest

from graph.model.checks import RULES
from graph.model.kinds import KINDS
from graph.model.vocab import VOCAB
from graph.text import LANGUAGES, Words, keys


def test_every_language_says_the_same_things() -> None:
    assert {lang: keys(lang) ^ keys("en") for lang in LANGUAGES} == dict.fromkeys(LANGUAGES, frozenset())


@pytest.mark.parametrize("key", sorted(keys("zh")))
def test_a_sentence_takes_the_same_values_in_both_languages(key: str) -> None:
    zh, en = ({name for _, name, _, _ in string.Formatter().parse(Words(lang)(key)) if name} for lang in LANGUAGES)
    assert zh == en


def test_every_kind_field_and_choice_has_its_word() -> None:
    words = Words("zh")
    for kind in KINDS.values():
        assert words.kind(kind.name)
        assert all(words.field(f.name, kind.name) for f in kind.fields)
    assert all(words.choice(v.name, value) for v in VOCAB.values() for value in v.allowed)
    assert len(RULES) >= 9
