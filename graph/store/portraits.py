"""A person's portrait: a small square picture of the face, made of a photo, kept beside the person and apart from them.

With a hundred thousand people nobody reads a hundred thousand pictures: `GraphStore.portraits` gives those of the few
who are drawn.
"""

from __future__ import annotations

import base64
import binascii
import io
import struct

from graph.model.errors import BadFile
from graph.model.kinds import NODES, Row
from graph.store.commands import Change, Command

SIDE = 96  # px; a mark of 40 px at 200 %
FORMS = ("PNG", "JPEG", "WEBP")
MOST_BYTES, MOST_PIXELS = 5_000_000, 50_000_000
QUALITY = 80
BROKEN = (OSError, ValueError, TypeError, LookupError, SyntaxError, EOFError, struct.error)  # what a decoder raises
ADDRESS = "data:image/webp;base64,"


def portrait(raw: bytes, file: str) -> str:
    """The photo as it is kept: base64 of a WebP of 96 × 96 px, the middle of the photo in the round, 1-5 KB.

    PNG, JPEG or WebP of at most 5 MB and 50 million pixels, turned as its camera says; nothing else that the file
    tells (place, time, device) is kept. BadFile for anything else, `file` being its name.
    """
    from PIL import Image, ImageChops, ImageDraw, ImageOps

    if len(raw) > MOST_BYTES:
        raise BadFile("error.bad_file.portrait_big", file=file)
    try:
        with Image.open(io.BytesIO(raw), formats=FORMS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadFile("error.bad_file.portrait_big", file=file)
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as problem:
        raise BadFile("error.bad_file.portrait_big", file=file) from problem
    except BROKEN as problem:
        raise BadFile("error.bad_file.portrait", file=file) from problem
    face = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    round_ = Image.new("L", (4 * SIDE, 4 * SIDE))
    ImageDraw.Draw(round_).ellipse((0, 0, 4 * SIDE - 1, 4 * SIDE - 1), fill=255)
    disc = round_.resize(face.size, Image.Resampling.LANCZOS)
    face.putalpha(ImageChops.multiply(disc, face.getchannel("A")))
    out = io.BytesIO()
    face.save(out, "WEBP", quality=QUALITY)
    return base64.b64encode(out.getvalue()).decode("ascii")


def drawable(image: str) -> str:
    """The picture as an address for the browser; "" when what is kept is no WebP (it was changed by other means)."""
    try:
        raw = base64.b64decode(image, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return ADDRESS + image if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP" else ""


def change(who: str, name: str, image: str | None, now: Row | None, by: str) -> Command:
    """That person's portrait becomes `image`, or is taken away where that is None; `now` is the row that was seen.

    The change is about nothing (no `changes`) where there was none to take away.
    """
    rev = now["rev"] if now else None
    if image is None:
        gone = (Change("Portrait", who, now, None, rev),) if now else ()
        return Command("remove", by, gone, summary=name)
    row = NODES["Portrait"].row({"id": who, "image": image})
    before = {"image": now["image"]} if now else None
    one = Change("Portrait", who, before, {"image": image} if now else row, rev)
    return Command("set" if now else "add", by, (one,), summary=name)
