"""Honours that only the verb or the list around them gives away."""

import pytest

from kg.nlp.awards.told import told_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青云车间被评为江东绝活传人，张三在场。", ["江东绝活传人"]),
        ("该矿获评国家安全文化建设百佳。", ["国家安全文化建设百佳"]),
        ("江南化工入选全国数字化转型百家名单。", ["全国数字化转型百家"]),
        ("先后荣获江东铁军、河西和谐之家、2021年度南山之星等称号。", ["江东铁军", "河西和谐之家", "南山之星"]),
    ],
)
def test_told(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in told_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "该成果获得国家发明专利授权。",
        "他被认定为工伤。",
        "青云铝业荣获各方好评，入选后备库。",
        "公司获得客户认可、员工支持、市场信任等成绩。",
        "该公司被列为被告。",
    ],
)
def test_not_told(text: str) -> None:
    assert not list(told_spans(text))
