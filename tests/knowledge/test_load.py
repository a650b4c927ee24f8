"""Gazetteers: an alias that two organisations share means neither; names can be left out; bad files are named."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.knowledge import load_knowledge

ROWS = """name,type,aliases,parent,place,source
# made for this test
东方铝业集团有限公司,Enterprise,东铝集团|东铝,,,t
东方铝业股份有限公司,Enterprise,东铝股份|东铝,东方铝业集团有限公司,,t
"""


def folder(tmp_path: Path) -> Path:
    (tmp_path / "organizations.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def test_names_lead_to_rows_and_ambiguous_ones_to_none(tmp_path: Path) -> None:
    known = load_knowledge(folder=folder(tmp_path))
    company = known.organization("东铝股份")
    assert company is not None and company.parent == "东方铝业集团有限公司"
    assert known.organization("东铝") is None
    assert [(h.start, h.end, h.kind) for h in known.find("祝贺东铝集团获奖")] == [(2, 6, "organization")]


def test_names_can_be_left_out(tmp_path: Path) -> None:
    known = load_knowledge(folder=folder(tmp_path), without=frozenset({"东铝股份"}))
    assert set(known.organizations) == {"东方铝业集团有限公司"}


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_bytes("name\n中铝".encode("gb18030"))
    with pytest.raises(InputError, match=r"organizations\.csv"):
        load_knowledge(folder=tmp_path)
