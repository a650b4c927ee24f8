"""Pages printed by Chromium, as newsletters are: what was set comes back in its order, with its spaces."""

import pytest
from playwright.sync_api import Browser

from kg.read import parse_bytes

pytestmark = pytest.mark.browser

STORY = (
    "关于表彰2023年度先进集体和先进个人的决定",
    "公司所属各单位、机关各部门：",
    "2023年，公司广大职工攻坚克难，涌现出一批叫得响、立得住的先进典型。经研究，决定授予杨立群等5名同志“劳动模范”称号。",
    "希望受到表彰的单位和个人珍惜荣誉，再立新功。未获表彰的单位要对照先进找差距，力争有所突破。",
    "附件：表彰名单",
    "一、劳动模范",
    "杨立群　山河铝业总承包公司项目经理",
    "欧阳敏　山河铝业安装公司电气工程师",
    "白玛·次仁　山河铝业西南公司机场项目部驻拉萨测量员",
    "沈　洁（女）　山河铝业设计院院长",
    "丁志海　山河铝业总承包公司木工班班长",
    "二、先进集体",
    "南方公司广州白云站项目经理部",
    "东北公司技术质量部",
    "山河铝业工会",
    "2024年1月26日",
)
STYLE = "body{font:12px/1.5 'Noto Serif CJK SC',serif} "


def printed(browser: Browser, body: str, style: str = "", **options: object) -> str:
    tab = browser.new_page()
    try:
        tab.set_content(f"<meta charset=utf-8><style>{STYLE}{style}</style>{body}")
        return parse_bytes(tab.pdf(format="A4", **options), "报.pdf").text  # type: ignore[arg-type]
    finally:
        tab.close()


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_parted_by_white_lines_are_read_column_by_column(browser: Browser, columns: int) -> None:
    body = "".join(f"<p>{line}</p>" for line in STORY) * 3
    text = printed(browser, f"<h1>企业简讯</h1><article>{body}</article>", f"article{{column-count:{columns}}}")
    assert flat(text) == flat("企业简讯" + "".join(STORY) * 3)
    for line in ("杨立群　山河铝业", "白玛·次仁　山河铝业", "沈　洁（女）", "丁志海　山河"):
        assert text.count(line) == 3


def test_spaces_that_are_only_gaps_are_kept(browser: Browser) -> None:
    line = "青年业务员祁　雪自学ISO 9001，班组长 张三 李四　　王五"
    text = printed(browser, f"<p>{line}</p><p style='letter-spacing:2px'>荣获先进集体称号</p>")
    assert line in text and "荣获先进集体称号" in text


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_sections_of_two_and_three_columns_below_each_other(browser: Browser) -> None:
    upper, lower = (STORY[:4] * 2 + STORY[12:], STORY[2:4] * 4 + STORY[6:9])
    body = (
        f"<h1>表彰决定</h1><div style='column-count:2'>{paragraphs(upper)}</div>"
        f"<h1>·工地夜话·</h1><div style='column-count:3'>{paragraphs(lower)}</div>"
    )
    text = printed(browser, body, "h1{text-align:center;font-size:22px} p{text-indent:2em;margin:0}")
    assert flat(text) == flat("表彰决定" + "".join(upper) + "·工地夜话·" + "".join(lower))


@pytest.mark.parametrize("first", [30, 48], ids=["narrow beside two columns", "halves"])
def test_articles_side_by_side_are_read_one_after_the_other(browser: Browser, first: int) -> None:
    left, right = STORY[:6] * 3, STORY[2:14] * 2
    body = (
        f"<div style='float:left;width:{first}%'>{paragraphs(left)}</div>"
        f"<div style='float:right;width:{96 - first}%;column-count:{2 if first == 30 else 1}'>{paragraphs(right)}</div>"
    )
    text = printed(browser, body, "body{font-size:10px}")
    assert flat(text) == flat("".join(left) + "".join(right))


def test_a_headline_whose_space_falls_on_the_gutter_stays_whole(browser: Browser) -> None:
    body = f"<h1>山河铝业先进　集体名单公布</h1><div style='column-count:2'>{paragraphs(STORY[:4] * 3)}</div>"
    text = printed(browser, body, "h1{text-align:center;font-size:22px} p{text-indent:2em;margin:0}")
    assert text.startswith("山河铝业先进　集体名单公布") and flat(text).endswith(flat("".join(STORY[:4] * 3)))


@pytest.mark.parametrize("style", ["p{text-indent:2em;margin:0}", "p{margin:8px 0}"], ids=["indents", "white lines"])
@pytest.mark.parametrize("columns", [2, 3])
def test_wrapped_paragraphs_come_back_whole(browser: Browser, columns: int, style: str) -> None:
    """Also entries of a roll and headlines, which no sign tells apart."""
    body = f"<h2>关于表彰山河铝业有限公司优秀共产党员和先进基层党组织的决定（摘要）</h2>{paragraphs(STORY * 4)}"
    text = printed(
        browser, f"<article>{body}</article>", f"article{{column-count:{columns}}} h2{{font-size:16px}} {style}"
    )
    lines = [line.strip() for line in text.split("\n")]
    assert [line for line in STORY if line not in lines] == []
    assert "关于表彰山河铝业有限公司优秀共产党员和先进基层党组织的决定（摘要）" in lines
