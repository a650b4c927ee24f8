"""The marked documents of data/gold/marked: every file can be read, and a broken one says where."""

from pathlib import Path

import pytest

from bench.marked import MarkError, read_marked

FOLDER = Path(__file__).parents[1] / "data" / "gold" / "marked"
GOOD = """#title 喜获奖章
#date 2023-05-08
---
[某某集团|E1]所属[[江南重工|E2]装配
车间|U1]班组长[张　勇|P1]荣获[省五一劳动奖章|A1]。
===
E2 = 江南重工有限公司
subOrganizationOf E2 E1 :: 某某集团所属江南重工
unitOf U1 E2 :: 江南重工装配车间
?conferral P1 A1 level=provincial year=2023 :: 张勇荣获省五一劳动奖章
themes: safety
"""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_shipped_documents(path: Path) -> None:
    marked = read_marked(path)
    assert marked.text.strip() and marked.record["entities"]


def test_names_text_and_facts(tmp_path: Path) -> None:
    path = tmp_path / "m.txt"
    path.write_text(GOOD, encoding="utf-8")
    marked = read_marked(path)
    assert marked.text == "某某集团所属江南重工装配\n车间班组长张　勇荣获省五一劳动奖章。"
    names = {entity["id"]: entity["names"] for entity in marked.record["entities"]}
    assert names["U1"] == ["江南重工装配车间"] and names["P1"] == ["张勇"]
    assert names["E2"] == ["江南重工", "江南重工有限公司"]
    assert marked.record["facts"][2]["optional"] and marked.record["themes"] == ["safety"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("|P1]", "|P1"), "5"),
        (("江南重工装配车间\n", "没有的依据\n"), "9"),
        (("U1 E2", "U1 E9"), "9"),
        (("level=provincial", "level=省"), "10"),
        (("themes: safety", "themes: nothing"), "11"),
    ],
)
def test_errors_tell_the_line(tmp_path: Path, change: tuple[str, str], line: str) -> None:
    path = tmp_path / "m.txt"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(MarkError, match=f"^{line}:"):
        read_marked(path)
