"""Names of undertakings: works, achievements, activities; what is none."""

import pytest

from kg.nlp.project_grammar import project_spans
from kg.nlp.table_columns import roles_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江南路桥承建的青云大桥通车", ["青云大桥"]),
        ("成果《高寒隧道防冻关键技术研究》获一等奖", ["高寒隧道防冻关键技术研究"]),
        ("“低品位铝土矿绿色冶炼技术研究与应用”获奖", ["低品位铝土矿绿色冶炼技术研究与应用"]),
        ("推进青云铜业搬迁项目", ["青云铜业搬迁项目"]),
        ("开展“安全随手拍”活动", ["“安全随手拍”活动"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    "text", ["该项目已开工", "重点项目稳步推进", "《安全生产管理办法》获通过", "江南建设工程有限公司", "两个科研项目"]
)
def test_is_no_undertaking(text: str) -> None:
    assert not list(project_spans(text))


def test_header_of_a_table_of_honours() -> None:
    assert roles_of(["年份", "项目", "奖项"]) == {"year": 0, "project": 1, "award": 2}
    assert roles_of(["2013", "青云大桥", "金奖"]) == {}
