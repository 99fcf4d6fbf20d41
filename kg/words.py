"""Chinese words, by jieba, with a dictionary of this field where texts are cut, loaded once when first needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg import tables

if TYPE_CHECKING:
    from jieba import Tokenizer

# More than the commonest word of jieba's dictionary would need to win a cut.
_OWN_WORDS_WEIGHT = 20000
_VERB = re.compile(r"^(\S\S) \d{2,} (?:v|vd|vn|d|p|c|a|ad|b|r|t)$", re.M)


@cache
def _tokenizer() -> Tokenizer:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in _own_words():
        tokenizer.add_word(word, _OWN_WORDS_WEIGHT)
    return tokenizer


def _own_words() -> frozenset[str]:
    """Names that general dictionaries cut apart: agencies, organs and divisions."""
    names = {
        name
        for table in ("agencies", "organs")
        for row in tables.rows(table)
        for name in (row["name"], *row["aliases"].split(";"))
    }
    places = {row["name"] for row in tables.rows("regions") if row["level"] != "county"}
    return frozenset(name for name in names | places if len(name) > 2)


@cache
def sentence_words() -> frozenset[str]:
    """The words of two characters that jieba's dictionary has for verbs and what else no name begins with (adverbs,
    prepositions, conjunctions, adjectives, pronouns, times), rare ones left out.

    >>> {"废止", "不得", "参见"} <= sentence_words(), "财库" in sentence_words()
    (True, False)
    """
    import jieba

    with jieba.get_dict_file() as file:
        return frozenset(_VERB.findall(file.read().decode("utf-8")))


def words(text: str, whole: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a text, every character in one of them, in order.

    Dates, numbers with their unit and the names in `whole` are never cut.

    >>> words("综合科于2021年11月20日前公开", whole=("综合科",))
    ('综合科', '于', '2021年11月20日前', '公开')
    """
    names = [re.escape(name) for name in sorted(whole, key=len, reverse=True) if name]
    border = re.compile("|".join([*names, tables.patterns("word_patterns")["whole"].regex.pattern]))
    found: list[str] = []
    end = 0
    for match in border.finditer(text):
        found.extend(_tokenizer().cut(text[end : match.start()]))
        found.append(match[0])
        end = match.end()
    return (*found, *_tokenizer().cut(text[end:]))
