"""Of a phone only the last four digits come in, whatever was written; what is none is refused by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.network import Network
from graph.text import LANGUAGES, Words
from ingest import clean
from ingest.clean import Bad
from tests.ingest.files import reasons, seen

FULL = "13812348054"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (FULL, "8054"), ("+86 138-1234-8054", "8054"), ("１３８１２３４８０５４", "8054"), ("8054", "8054"),
        ("0054", "0054"), ("(021) 5555 8899 转 6", "8899"), ("021-55558899 / 13812348054", "8899"),
        ("138****8054", "8054"), ("13812348054.0", "8054"),
    ],
)  # fmt: skip
def test_only_the_end_is_kept(cell: str, kept: str) -> None:
    assert clean.phone_end(cell) == kept


@pytest.mark.parametrize("cell", ["123", "no phone", "a@b.com", "1.38E+10", "微信 13812348054", "٠١٢٣٤"])
def test_what_is_no_phone_is_refused(cell: str) -> None:
    assert clean.phone_end(cell) == Bad("bad_phone", {})


@pytest.mark.parametrize("header", ["手机", "电话", "手机号", "手机尾号", "Phone", "mobile", "phone end", "phone_end"])
def test_a_column_of_phones_brings_the_ends_alone(tmp_path: Path, header: str) -> None:
    text = f"姓名,公司,{header},合法依据\n王伟,港务,{FULL},同意\n李娜,港务,N/A,同意\n"
    found = seen(tmp_path, {"people.csv": text})
    ends = found.put["Person"].set_index("name")["phone_end"]
    assert ends["王伟"] == "8054"
    assert ends.isna()["李娜"]
    assert not any(FULL in table.to_csv() for _, table in found.put.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_that_is_none_is_refused_by_row_and_says_what_to_do(tmp_path: Path, lang: str) -> None:
    found = seen(tmp_path, {"people.csv": "姓名,公司,手机,合法依据\n王伟,港务,123,同意\n李娜,港务,4567,同意\n"})
    assert reasons(found) == [(2, "手机", "bad_phone")]
    assert found.put["Person"]["name"].tolist() == ["李娜"]
    said = found.rejections[0]
    assert {"zh": "四位", "en": "four digits"}[lang] in said.message(Words(lang))
    assert {"zh": "留空", "en": "leave it blank"}[lang] in said.mend(Words(lang))


def test_the_model_itself_keeps_no_more_than_the_end() -> None:
    network = Network.of(Person=[{"id": "a", "name": "a", "phone_end": FULL}, {"id": "b", "name": "b"}])
    assert network["Person"]["phone_end"].tolist()[:1] == ["8054"]
