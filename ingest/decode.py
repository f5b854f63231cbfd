"""Bytes of a file → its text, whatever wrote them.

A byte-order mark is believed first, then strict UTF-8, then GB18030 (with GBK and GB2312 inside it) where the result
reads like Chinese; only what is none of these is left to a guess. Files that are no text at all are refused by name.
"""

from graph.model.errors import BadFile

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
NOT_TEXT = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "error.bad_file.old_excel"),
    (b"%PDF", "error.bad_file.binary"),
    (b"\x89PNG", "error.bad_file.binary"),
    (b"\xff\xd8\xff", "error.bad_file.binary"),
    (b"GIF8", "error.bad_file.binary"),
    (b"PK\x03\x04", "error.bad_file.binary"),
    (b"Rar!", "error.bad_file.binary"),
    (b"7z\xbc\xaf", "error.bad_file.binary"),
    (b"\x1f\x8b", "error.bad_file.binary"),
)
STRAY = 20  # fewer zero bytes than one in so many are strays in a text, not half of a wide letter
WESTERN_GAPS = frozenset(b"\x81\x8d\x8f\x90\x9d")


def text(raw: bytes, file: str, encoding: str | None = None) -> str:
    """The text of a file, without byte-order mark; raises BadFile where it is none."""
    for magic, problem in NOT_TEXT:
        if raw.startswith(magic):
            raise BadFile(problem, file=file)
    if encoding:
        return _as_told(raw, file, encoding)
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], name, file)
    if raw[:4096].count(0) * STRAY > len(raw[:4096]):
        return _strict(raw, _wide(raw, file), file)
    return _unmarked(raw, file)


def _as_told(raw: bytes, file: str, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise BadFile("error.bad_file.no_such_encoding", file=file, encoding=encoding) from None
    except UnicodeDecodeError as problem:
        raise BadFile("error.bad_file.encoding", file=file, encoding=encoding, byte=problem.start) from None


def _strict(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise BadFile("error.bad_file.encoding", file=file, encoding=encoding, byte=problem.start) from None


def _wide(raw: bytes, file: str) -> str:
    """UTF-16 without a mark: nearly every second byte of its separators and digits is zero, always on the same side."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 8 > max(even, odd):
        raise BadFile("error.bad_file.binary", file=file)
    return "utf-16-be" if even > odd else "utf-16-le"


def _unmarked(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        chinese = _chinese(raw)
    return chinese if chinese is not None else _guessed(raw, file)


def _chinese(raw: bytes) -> str | None:
    """Read as GB18030, if most of what is not ASCII then is everyday Chinese; else None."""
    try:
        read = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = "".join(letter for letter in read[:200_000] if not letter.isascii())
    everyday = len(foreign.encode("gb2312", "ignore")) / 2
    return read if everyday * 2 >= len(foreign) else None


def _guessed(raw: bytes, file: str) -> str:
    """Mostly plain letters with a few above them is Western; anything else is left to charset-normalizer."""
    from charset_normalizer import from_bytes

    head = raw[:200_000]
    if sum(byte > 127 for byte in head) * 4 < len(head) and not any(byte in WESTERN_GAPS for byte in raw):
        return raw.decode("cp1252")

    best = from_bytes(head).best()
    if best is None:
        raise BadFile("error.bad_file.encoding", file=file, encoding="UTF-8 / GB18030", byte=0)
    return _strict(raw, best.encoding, file)
