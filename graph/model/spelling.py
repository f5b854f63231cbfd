"""How a name may be typed: folded Chinese or Latin, full pinyin, initials. One text a thing, searched by `in`."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Surnames that are read otherwise than the same character elsewhere (Xinhua dictionary readings).
_SURNAMES = {
    word[0]: word[1:]
    for word in (
        "单shan 解xie 仇qiu 区ou 查zha 曾zeng 任ren 盖ge 朴piao 翟zhai 尉wei 乐yue 黑he 缪miao 万wan 种chong 秘bi 折she"
    ).split()
}


def folded(text: str) -> str:
    """Lower case, half width, no blanks or accents: the form in which texts are compared.

    >>> folded(" Wáng  Wěi "), folded("ＡＢＣ 王　伟")
    ('wangwei', 'abc王伟')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not c.isspace() and not unicodedata.combining(c))


@cache
def _syllables() -> dict[int, str]:
    """The most usual reading of each character, without tone."""
    from pypinyin.constants import PINYIN_DICT

    return {code: folded(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}


@lru_cache(maxsize=200_000)
def _read(word: str) -> tuple[str, str]:
    """Full pinyin and initials of a folded word; Latin letters stay as they are and give no initials of their own."""
    table = _syllables()
    parts = [table.get(ord(c), c) for c in word]
    if word and word[0] in _SURNAMES and len(word) <= 4:
        parts[0] = _SURNAMES[word[0]]
    return "".join(parts), "".join(p[0] for p in parts)


def spellings(*texts: str | None) -> str:
    """Every way to type these texts, joined by blanks; empty texts give nothing.

    >>> spellings("秦述白", None, "Acme Port")
    '秦述白 qinshubai qsb acmeport ap'
    >>> spellings("曾毅")
    '曾毅 zengyi zy'
    """
    found: list[str] = []
    for text in texts:
        word = folded(text) if text else ""
        if not word:
            continue
        found.append(word)
        if word.isascii():
            initials = "".join(part[0] for part in (text or "").casefold().split())
            found += [initials] if len(initials) > 1 else []
        else:
            found += _read(word)
    return " ".join(dict.fromkeys(found))
