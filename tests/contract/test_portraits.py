"""Portraits on both engines: kept apart, gone with the person, back with undo; and what a photo becomes."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from graph.model.errors import BadFile, Conflict, NotFound
from graph.model.network import Network
from graph.store import commands, merging, portraits
from graph.store.access import Viewer
from graph.store.bolt import GraphStore
from tests.model.networks import knowing


def photo(form: str = "PNG", size: tuple[int, int] = (300, 200), **more: object) -> bytes:
    """A photo of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(out, form, **more)
    return out.getvalue()


FACE = portraits.portrait(photo(), "a.png")
OTHER = portraits.portrait(photo("JPEG", (50, 400)), "b.jpg")


def given(store: GraphStore, who: str, image: str | None, by: str = "wang") -> None:
    """The store with that person's portrait changed."""
    found = store.show(who, ("Portrait",))
    store.apply(portraits.change(who, who, image, found["row"] if found else None, by))


@pytest.fixture
def three(store: GraphStore) -> GraphStore:
    """a knows b knows c."""
    store.apply(commands.load(knowing("a - b - c"), "wang"))
    return store


def test_a_portrait_is_read_alone_replaced_and_taken_back(three: GraphStore) -> None:
    before = three.read()
    given(three, "a", FACE)
    given(three, "a", OTHER)
    assert three.portraits(["a", "b", "nobody"]) == {"a": OTHER}
    assert three.portraits([]) == {}
    assert len(three.read()["Portrait"]) == 0
    assert three.since(Viewer("wang", "admin"), 1).onto(before) == before
    assert "Portrait" not in three.about()["counts"]
    three.undo("wang")
    assert three.portraits(["a"]) == {"a": FACE}
    three.undo("wang")
    assert three.portraits(["a"]) == {}
    three.redo("wang")
    given(three, "a", None)
    assert three.portraits(["a"]) == {}


def test_who_was_quicker_wins_and_nobody_who_is_gone_gets_one(three: GraphStore) -> None:
    given(three, "a", FACE)
    seen = (three.show("a", ("Portrait",)) or {})["row"]
    given(three, "a", OTHER, "li")
    with pytest.raises(Conflict):
        three.apply(portraits.change("a", "a", FACE, seen, "wang"))
    with pytest.raises(NotFound):
        given(three, "nobody", FACE)
    assert three.portraits(["a", "nobody"]) == {"a": OTHER}


def test_it_goes_with_the_person_and_comes_back_with_them(three: GraphStore) -> None:
    given(three, "a", FACE)
    three.apply(commands.remove(three.read(), "Person", "a", "wang"))
    assert three.portraits(["a"]) == {}
    assert three.history(1)[0]["kind"] == "Person"
    three.undo("wang")
    assert three.portraits(["a"]) == {"a": FACE}


def test_an_import_somebody_of_which_was_given_one_is_not_taken_back_unseen(
    three: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.imports.WHOLE", 0)
    new = Network.of(Person=[{"id": "z", "name": "Z", "lawful_basis": "consent"}])
    entry = three.apply(commands.load(new, "wang")).change
    given(three, "z", FACE, "li")
    with pytest.raises(Conflict):
        three.undo("wang", entry)
    given(three, "z", None, "li")
    three.undo("wang", entry)
    assert three.read().row("Person", "z") is None


def test_of_two_who_are_one_the_kept_ones_stands(three: GraphStore) -> None:
    given(three, "c", FACE)
    made = merging.merge(three.read(), "a", "c", "wang", portraits=three.portraits(("a", "c")))
    three.apply(made.command)
    assert three.portraits(["a", "c"]) == {"a": FACE}
    three.undo("wang")
    assert three.portraits(["a", "c"]) == {"c": FACE}
    given(three, "a", OTHER)
    made = merging.merge(three.read(), "a", "c", "wang", portraits=three.portraits(("a", "c")))
    three.apply(made.command)
    assert three.portraits(["a", "c"]) == {"a": OTHER}


def test_nobody_sees_the_face_of_somebody_they_may_not_see(store: GraphStore) -> None:
    people = [{"id": who, "name": who, "lawful_basis": "consent"} for who in "ab"]
    jobs = [{"from_id": "a", "to_id": "ours"}, {"from_id": "b", "to_id": "theirs"}]
    accounts = [{"id": one, "name": one} for one in ("ours", "theirs")]
    store.apply(commands.load(Network.of(Person=people, Account=accounts, WORKS_AT=jobs), "wang"))
    given(store, "a", FACE)
    given(store, "b", FACE)
    assert store.portraits(["a", "b"], Viewer("li", "rep", frozenset({"ours"}))) == {"a": FACE}


@pytest.mark.parametrize(("form", "size"), [("PNG", (300, 200)), ("JPEG", (4000, 3000)), ("WEBP", (20, 20))])
def test_a_photo_becomes_a_small_square_that_tells_nothing_else(form: str, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    kept = base64.b64decode(portraits.portrait(photo(form, size, exif=exif), "x"))
    with Image.open(io.BytesIO(kept)) as seen:
        assert (seen.size, seen.format, dict(seen.getexif())) == ((96, 96), "WEBP", {})
        corner, (red, green, blue, middle) = seen.getpixel((3, 3)), seen.getpixel((48, 48))
    assert red > 150 > 90 > max(green, blue)
    assert (corner[3], middle) == (0, 255)
    assert len(kept) < 6000


def test_a_photo_is_turned_as_its_camera_says() -> None:
    tall, out, exif = Image.new("RGB", (100, 100), "white"), io.BytesIO(), Image.Exif()
    tall.paste((0, 0, 200), (0, 0, 100, 50))
    exif[0x0112] = 3  # upside down
    tall.save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(base64.b64decode(portraits.portrait(out.getvalue(), "x")))) as seen:
        assert seen.convert("RGB").getpixel((48, 90))[2] > seen.convert("RGB").getpixel((48, 90))[0]


def misled() -> bytes:
    """A photo whose camera says a word where its format has a number."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "X", 6
    raw = bytearray(photo("JPEG", exif=exif))
    raw[raw.index(b"Exif") + 17] = 0
    return bytes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photo()[:60],
        photo("GIF"),
        photo("JPEG")[:300],
        misled(),
    ],
)
def test_a_picture_that_is_none_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        portraits.portrait(raw, "face.png")
    assert refused.value.values["file"] == "face.png"
    assert refused.value.text == "error.bad_file.portrait"


def blank(width: int, height: int) -> bytes:
    """A small file of very many pixels."""
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_that_is_too_large_is_refused_before_it_is_unpacked() -> None:
    for raw in (b"x" * 5_000_001, blank(10_000, 6_000), blank(20_000, 20_000)):
        with pytest.raises(BadFile) as refused:
            portraits.portrait(raw, "face.png")
        assert refused.value.text == "error.bad_file.portrait_big"


def test_only_a_webp_is_shown() -> None:
    assert portraits.drawable(FACE).startswith("data:image/webp;base64,UklGR")
    for other in ("", "%%%", base64.b64encode(b"<svg onload=alert(1)>").decode(), "javascript:alert(1)", "héé"):
        assert portraits.drawable(other) == ""
