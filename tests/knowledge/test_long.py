"""A long gazetteer is kept compact and answers as a short one does."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.knowledge import load_knowledge

ROWS = """# 注
name,type,aliases,parent,place,source
北河重工有限公司,Enterprise,北河重工|北重,北河集团有限公司,北河,t
北河集团有限公司,Enterprise,北河集团,,北河,t
北京重型机械有限公司,Enterprise,北重,,北京,t
"南岭, 电力有限公司",Enterprise,南岭电力,,,t
中铝集团,Institution,,,,own

北河重工,Unit,,北河集团有限公司,,t
"""
TEXT = "北河重工与北重、北河集团有限公司、中铝集团和全国五一劳动奖章得主在南岭电力见面，中国铝业股份有限公司到场。"


def test_short_and_long_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("\ufeff" + ROWS.replace("\n", "\r\n"), encoding="utf-8")
    short, long = load_knowledge(path), load_knowledge(path, longest=0)
    assert short.find(TEXT) == long.find(TEXT) and len(short.find(TEXT)) >= 6
    assert dict(short.organizations) == dict(long.organizations)
    assert len(short.organizations) == len(long.organizations)
    assert dict(short.organization_names) == dict(long.organization_names)
    assert long.organization_names["北重"] == ("北京重型机械有限公司", "北河重工有限公司")
    assert long.organization("北河重工") == short.organization("北河重工")
    assert long.organization("北重") is None and "没有" not in long.organization_names
    assert short.version == long.version


@pytest.mark.parametrize("text", ["name,type\n,Enterprise\n", "type\nEnterprise\n", 'name\n"甲\n乙"\n'])
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.csv"):
        load_knowledge(path, longest=0)


def test_bytes_that_are_no_utf8_are_said(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("name,type\n甲公司,Enterprise\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"own\.csv"):
        load_knowledge(path, longest=0)
