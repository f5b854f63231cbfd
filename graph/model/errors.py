"""What can go wrong, by the keys of the command line; the sentence is found in `graph/text` by the front door."""

from __future__ import annotations

from typing import Any, ClassVar


class GuanxiError(Exception):
    """A refusal with a reason: `text` names the sentence, `values` fill it and go into the JSON error."""

    key: ClassVar[str] = "error"

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(f"{text} {values}" if values else text)
        self.text = text
        self.values = values


class NotFound(GuanxiError):
    """Nobody and nothing has that id or name."""

    key = "not_found"


class Ambiguous(GuanxiError):
    """Several have that name; `values["candidates"]` lists id, name and account."""

    key = "ambiguous"


class Conflict(GuanxiError):
    """Somebody was quicker; `values` holds kind, id, current (the row as it is now, or None) and rev."""

    key = "conflict"


class Rejected(GuanxiError):
    """The change breaks a rule of the model."""

    key = "rejected"


class BadFile(GuanxiError):
    """The file cannot be read at all; `values` says which and what to do."""

    key = "bad_file"


class BadValue(GuanxiError):
    """A value its field does not take; `values` holds field, value and what is allowed."""

    key = "bad_value"


class StoreUnreachable(GuanxiError):
    """The database does not answer, or cannot be started."""

    key = "store_unreachable"


class NotAllowed(GuanxiError):
    """This viewer may not do that."""

    key = "not_allowed"


class Unsupported(GuanxiError):
    """This engine, format or option cannot do that."""

    key = "unsupported"


ERRORS: tuple[type[GuanxiError], ...] = (
    NotFound, Ambiguous, Conflict, Rejected, BadFile, BadValue, StoreUnreachable, NotAllowed, Unsupported,
)  # fmt: skip
