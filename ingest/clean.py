"""What people type into cells → values: days, numbers, yes and no, words of a vocabulary, lists, tidy text.

Every cleaner takes text that is not blank and gives the value, or a `Bad` that says why not. A day or number that can
be read in two ways is refused, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches

from graph.model.values import phone_end as kept_of_phone

NOTHING = frozenset("无 - -- — —— / \\ n/a na #n/a null none nil nan \\n ?".split())
YES = frozenset("是 有 对 真 y yes t true 1 √ ✓ ✔ ☑ on".split())
NO = frozenset("否 无 没有 不是 非 错 假 n no f false 0 × ✗ ✘ ☐ off".split())
UNITS = {
    "万亿": 1e12, "亿": 1e8, "億": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "萬": 1e4, "千": 1e3,
    "w": 1e4, "k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
HAN = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
EXCEL_DAY_ZERO = date(1899, 12, 30)
YEARS = range(1900, 2200)

_ODD = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BLANKS = re.compile("[\u0009\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")
_LIST = re.compile("[;；、\n]")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d[\d,.' ]*|\.\d+)(?P<power>e[+-]?\d+)?(?P<unit>[^\d\s]*)")
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_XXY = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|AM|PM)?$", re.IGNORECASE)
_NAMED = re.compile(r"(?:(\d{1,2})[ .-]*([a-z]{3,9})|([a-z]{3,9})[ .]*(\d{1,2})(?:st|nd|rd|th)?)[ .,-]*(\d{4})")


@dataclass(frozen=True)
class Bad:
    """Why a cell was refused: the words are `reject.<reason>` and `mend.<reason>`, filled with `values`."""

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


def text(raw: str) -> str:
    """Tidy text: no control or invisible letters, ordinary blanks, nothing around it; line breaks inside stay."""
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _ODD.sub("", raw))).strip()


def texts(raw: list[str]) -> list[str]:
    """Tidy text of many cells, without a spreadsheet's guard; quick where all are plain."""
    together = "".join(raw)
    if together.isascii() and together.isprintable() and "'" not in together:
        return [one.strip() for one in raw]
    return [unguarded(text(one)) for one in raw]


def guarded(value: str) -> str:
    """The same text as a spreadsheet may hold it: what would start a formula gets an apostrophe in front."""
    return "'" + value if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """The text as it was before `guarded`."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def comparable(raw: str) -> str:
    """Text as words are compared: full-width letters narrow, case and outer blanks gone."""
    return unicodedata.normalize("NFKC", raw).strip().casefold()


def nothing(raw: str) -> bool:
    """Whether a cell says in so many signs that nothing is known (-, N/A, null …)."""
    return comparable(raw) in NOTHING


def yes_no(raw: str) -> str | Bad:
    """是, Y, 1, true … → "yes"; 否, N, 0, false … → "no"."""
    word = comparable(raw)
    if word in YES or word in NO:
        return "yes" if word in YES else "no"
    return Bad("bad_yes_no", {"value": raw})


def number(raw: str) -> float | Bad:
    """1,200.5 · 1.200,50 · 120万 · 1.2亿 · ¥300 · 30% · (45) → the number meant; currency is the reader's to know."""
    plain = comparable(raw).replace("人民币", "").replace("rmb", "").replace("cny", "").strip("¥￥$€£元圆 ")
    if negative := plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip("¥￥$€£元 ")
    found = _NUMBER.fullmatch(plain.replace("- ", "-").strip())
    unit = found["unit"].removesuffix("元") if found else ""
    if not found or (unit and unit != "%" and unit not in UNITS):
        return Bad("bad_number", {"value": raw})
    digits = _plain_digits(found["digits"])
    if digits is None:
        return Bad("bad_number", {"value": raw})
    value = float(found["sign"] + digits + (found["power"] or ""))
    if unit:
        value = value / 100 if unit == "%" else round(value * UNITS[unit], 6)
    return -value if negative else value


def _plain_digits(digits: str) -> str | None:
    """Digits with marks → digits with a point; None where the marks do not make sense."""
    digits = digits.strip().replace(" ", "").replace("'", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?|\d*\.?\d*", digits):
        return digits.replace(",", "")
    if re.fullmatch(r"\d{1,3}(,\d{4})+", digits):
        return digits.replace(",", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{1,3}(\.\d{3}){2,}", digits):
        return digits.replace(".", "").replace(",", ".")
    return None


def whole(raw: str) -> int | Bad:
    """A number without a fraction."""
    value = number(raw)
    if isinstance(value, Bad):
        return value
    return int(value) if value == int(value) else Bad("not_whole", {"value": raw})


def day(raw: str) -> date | Bad:
    """2026-03-01 · 2026/3/1 · 2026年3月1日 · 20260301 · 01.03.2026 · 1 Mar 2026 · Excel's 46082 → the day."""
    plain = _CLOCK.sub("", _arabic(comparable(raw).upper())).strip().lower()
    if found := _YMD.fullmatch(plain):
        return _day(raw, *map(int, found.groups()))
    if re.fullmatch(r"\d{8}", plain):
        return _day(raw, int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if re.fullmatch(r"\d{5}(\.0+)?", plain) and 20_000 <= float(plain) < 80_000:
        return EXCEL_DAY_ZERO + timedelta(days=int(float(plain)))
    if found := _XXY.fullmatch(plain):
        return _two_ways(raw, int(found[1]), found[2], int(found[3]), int(found[4]))
    if found := _NAMED.fullmatch(plain):
        return _month_in_words(raw, found)
    return Bad("bad_day", {"value": raw})


def _day(raw: str, year: int, month: int, day_of_month: int) -> date | Bad:
    if year not in YEARS:
        return Bad("bad_day", {"value": raw})
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return Bad("bad_day", {"value": raw})


def _two_ways(raw: str, first: int, mark: str, second: int, year: int) -> date | Bad:
    """03/04/2026 is March in one country and April in the next; with points the day comes first everywhere."""
    if mark == "." or first == second or first > 12:
        return _day(raw, year, second, first)
    if second > 12:
        return _day(raw, year, first, second)
    return Bad(
        "ambiguous_day",
        {"value": raw, "one": f"{year}-{first:02}-{second:02}", "other": f"{year}-{second:02}-{first:02}"},
    )


def _month_in_words(raw: str, found: re.Match[str]) -> date | Bad:
    name, number_of_day = found[2] or found[3], found[1] or found[4]
    if name[:3] not in MONTHS:
        return Bad("bad_day", {"value": raw})
    return _day(raw, int(found[5]), MONTHS.index(name[:3]) + 1, int(number_of_day))


def _arabic(plain: str) -> str:
    """二〇二六年三月十一日 → 2026年3月11日; anything else unchanged."""
    if "年" not in plain or not any(letter in HAN for letter in plain):
        return plain
    return re.sub("[零一二三四五六七八九〇○十]+", lambda run: _arabic_number(run[0]), plain)


def _arabic_number(run: str) -> str:
    if "十" not in run:
        return "".join(str(HAN[letter]) for letter in run)
    tens, _, ones = run.partition("十")
    return str((HAN.get(tens, 0) if tens else 1) * 10 + (HAN.get(ones, 0) if ones else 0))


def phone_end(raw: str) -> str | Bad:
    """The last four digits of a phone number; the rest is never kept."""
    try:
        return kept_of_phone(raw)
    except ValueError:
        return Bad("bad_phone", {})


def pieces(raw: str, also: str = "") -> list[str]:
    """A list in one cell, split at ; ； 、 or a line break (and at the marks in `also`); blank parts left out."""
    for mark in also:
        raw = raw.replace(mark, ";")
    return [part for part in (part.strip() for part in _LIST.split(raw)) if part]


def choice(raw: str, allowed: Mapping[str, str]) -> str | Bad:
    """The stored value of a word; `allowed` is folded word → value. A word that is not there is asked, not guessed."""
    value = allowed.get(comparable(raw))
    if value is not None:
        return value
    return Bad("unknown_word", {"value": raw, "nearest": nearest(raw, allowed)})


def nearest(raw: str, allowed: Iterable[str]) -> str:
    """The allowed word that looks most like this one; "" where none does."""
    found = get_close_matches(comparable(raw), list(allowed), n=1, cutoff=0.5)
    return found[0] if found else ""
