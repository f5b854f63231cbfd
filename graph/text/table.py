"""Text in columns for a terminal, where a Chinese letter is two places wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
LEAST = 8


def width(text: str) -> int:
    """Places the text takes on a terminal.

    >>> width("秦述白"), width("Acme")
    (6, 4)
    """
    return len(text) if text.isascii() else sum(map(_places, text))


def _places(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def tame(text: str) -> str:
    """One line that cannot move the cursor or ring the bell: control letters become blanks.

    >>> tame("a\\x1b[31m\\nb")
    'a [31m b'
    """
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)


def cut(text: str, most: int) -> str:
    """The text in at most so many places; what is left out is shown by `…`.

    >>> cut("恒湾环保设备", 7)
    '恒湾环…'
    """
    if width(text) <= most:
        return text
    kept, places = "", 1
    for letter in text:
        places += _places(letter)
        if places > most:
            break
        kept += letter
    return kept + "…"


def padded(text: str, places: int, *, right: bool = False) -> str:
    """The text with blanks after it (before it when `right`) up to so many places."""
    blanks = " " * max(places - width(text), 0)
    return blanks + text if right else text + blanks


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], whole: Sequence[bool], most: int
) -> str:
    """Lines under their heads in at most so many places; columns that are `whole` are never cut."""
    cells = [[tame(cell) for cell in row] for row in (heads, *rows)]
    widths = fitting([max(width(row[i]) for row in cells) for i in range(len(heads))], whole, most)
    lines = [
        GAP.join(padded(cut(cell, widths[i]), widths[i], right=right[i]) for i, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], GAP.join("─" * w for w in widths), *lines[1:]])


def fitting(widths: Sequence[int], whole: Sequence[bool], most: int) -> list[int]:
    """The widths that columns get when all together may take so many places: the widest give way first.

    >>> fitting([6, 40, 20], [True, False, False], 40)
    [6, 15, 15]
    """
    kept = list(widths)
    while sum(kept) + len(GAP) * (len(kept) - 1) > most:
        wide = [i for i, places in enumerate(kept) if not whole[i] and places > LEAST]
        if not wide:
            break
        kept[max(wide, key=lambda i: kept[i])] -= 1
    return kept


def paired(pairs: Sequence[tuple[str, str]], most: int) -> str:
    """Names and what is said of them, in two columns; long texts go on below."""
    left = max(width(name) for name, _ in pairs)
    lines = []
    for name, told in pairs:
        for place, part in enumerate(wrapped(tame(told), most - left - len(GAP)) or [""]):
            lines.append(f"{padded('' if place else tame(name), left)}{GAP}{part}".rstrip())
    return "\n".join(lines)


def wrapped(text: str, most: int) -> list[str]:
    """Lines of at most so many places, broken at blanks or between Chinese letters.

    >>> wrapped("把 Acme 介绍给恒湾", 10)
    ['把 Acme 介', '绍给恒湾']
    """
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word.rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Pieces that must not be broken: a Latin word, or one Chinese letter, each with what may not begin a line."""
    pieces: list[str] = []
    for letter in text:
        glued = letter in " ，。、；：！？）」”…·,.;:!?)" or (pieces and _latin(letter) and _latin(pieces[-1][-1]))
        if pieces and glued:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _latin(letter: str) -> bool:
    return not letter.isspace() and _places(letter) == 1
