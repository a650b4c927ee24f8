"""prepare: wrapped lines joined, furniture out, structure found, and every character accounted for."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Prepared
from kg.text import prepare
from kg.text.account import problems

SHARED = Path(__file__).parents[3] / "shared"
ALPHABET = "中铝集团公司李锋帆 \n\n\n。，：；“”《》（）【】0123一二、-—Ab.\t　﹃▲□｜|\f\x00\u200b"


def document(text: str) -> Document:
    return Document("0" * 16, "0" * 64, ("a.txt",), "text/plain", text)


def check(prepared: Prepared) -> None:
    assert problems(prepared) == []


def read(text: str) -> list[str]:
    prepared = prepare(document(text))
    check(prepared)
    return [p.text[q.start : q.end] for p in prepared.passages for q in p.paragraphs]


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from(ALPHABET), max_size=200))
def test_account_holds_for_any_text(text: str) -> None:
    prepared = prepare(document(text))
    check(prepared)
    assert prepared == prepare(document(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_account_holds_for_any_characters(text: str) -> None:
    check(prepare(document(text)))


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=30), st.integers(8, 40))
@settings(max_examples=100, deadline=None)
def test_wrapping_a_paragraph_changes_nothing(words: list[str], columns: int) -> None:
    sentence = "近日，" + "、".join(f"{w}公司氧化铝厂溶出车间，获评{w}省工人先锋号" for w in words) + "。"
    first = "　　" + sentence
    wrapped = "\n".join(first[i : i + columns] for i in range(0, len(first), columns))
    assert "".join(read(wrapped)) == sentence


def test_wrapped_and_page_broken_names_are_whole() -> None:
    text = (
        "中铝股份史志简报\n\n二〇一八这一年\n\n李锋帆在基层企业从事共青团工作已经十二年，李\n锋帆始终热爱团的事业，他团结带领团员青年聚焦主责\n"
        "主业，思考三个根本性问题，以永远昂扬的斗志践行中\n\n— 1 —\n中铝股份史志简报\n\n铝集团的要求。\n"
    )
    found = read(text)
    assert any("李锋帆始终热爱" in p and "践行中铝集团的要求。" in p for p in found)
    assert sum(p.count("中铝股份史志简报") for p in found) == 1


def test_rows_that_differ_by_a_number_are_no_running_heads() -> None:
    rows = [f"{year}年　中央企业劳动模范" for year in range(2010, 2020)]
    assert len(read("个人荣誉\n\n" + "\n".join(rows))) == 11


def test_lines_each_followed_by_an_empty_one_are_joined() -> None:
    lines = [
        "中铝山东新材料有限公司以精细氧化铝高质量发展为源动",
        "力，以干最好、争第一为目标，通过开展市场化改革试点",
        "，实施全要素极限降本，加速产品提质转型，大力开拓自",
    ]
    text = "\n\n".join([*lines, *lines, *lines, "主营销。"])
    assert len(read(text)) == 1


def test_vertical_headline_and_doubled_glyphs() -> None:
    text = (
        "东\n轻\n：\n点\n燃\n﹃\n引\n擎\n﹄\n\n□\n王\n秀\n晶\n\n图为员工工作场景图为员工工作场景。。 张张 红红 摄摄\n"
    )
    found = read(text)
    assert "东轻：点燃﹃引擎﹄" in found and "□王秀晶" in found
    assert "图为员工工作场景。张红 摄" in found


def test_roll_of_names_is_not_run_together() -> None:
    text = "附件1：北京市劳动模范（3名）\n程洪全　首钢股份炼铁作业部首席作业长\n陈　香　首钢京唐炼钢作业部炼钢工人\n王　涛　首钢矿业协力公司焊工\n"
    found = read(text)
    assert found[1:] == [
        "程洪全 首钢股份炼铁作业部首席作业长",
        "陈香 首钢京唐炼钢作业部炼钢工人",
        "王涛 首钢矿业协力公司焊工",
    ]


def test_lines_of_a_roll_with_years_and_givers_in_brackets_stay_apart() -> None:
    text = (
        "海州石化公司“五一”光荣榜\n\n●海州省五一劳动奖章（2023年，海州省总工会）\n马晓兰（女，回族）　质量检验部站长\n"
        "祁连德　运行一部催化班班长\n\n●海州省工人先锋号（2023年，海州省总工会）\n电仪事业部仪表三班\n橡胶厂丁腈联合车间\n"
    )
    passage = prepare(document(text)).passages[0]
    lines = [passage.text[p.start : p.end] for p in passage.paragraphs]
    assert "电仪事业部仪表三班" in lines and "橡胶厂丁腈联合车间" in lines and len(lines) == 7


def test_the_number_of_a_notice_stands_alone() -> None:
    text = "海州集团有限公司文件\n海任〔2022〕38号\n海州集团有限公司\n关于张三等同志任免的通知\n"
    passage = prepare(document(text)).passages[0]
    assert (
        "海任〔2022〕38号" in [passage.text[p.start : p.end] for p in passage.paragraphs] or passage.text[:2] != "海任"
    )
    assert "文件海任" not in passage.text.replace("\n", "|")


def test_a_table_read_cell_by_cell_has_rows_again() -> None:
    cells = ["海州集团2022年度奖励公告", "序号", "项目名称", "完成单位", "主要完成人", "等级"]
    cells += ["1", "高纯镁连续结晶工艺", "海州镁业有限公司、海州大学", "白　杉、戚红宇", "一等奖"]
    cells += ["2", "尾矿充填技术", "海州矿山", "邢金良", "一等奖", "3", "智能点检系统", "海州机电", "于海波", "二等奖"]
    cells += ["奖金由海州集团科技部另行发放。"]
    for between in ("\n", "\n\n"):
        prepared = prepare(document(between.join(cells)))
        check(prepared)
        passage = prepared.passages[0]
        rows = [[passage.text[a:b] for a, b in p.cells] for p in passage.paragraphs if p.kind == "table_row"]
        assert [row[0] for row in rows] == ["序号", "1", "2", "3"] and rows[1][3] == "白杉、戚红宇"
        assert [len(row) for row in rows] == [5, 5, 5, 5]


def test_words_of_a_header_alone_are_no_table() -> None:
    text = "填写说明\n姓名\n单位\n职务\n请各单位认真填写，于月底前报送。\n联系人：张三\n"
    assert all(p.kind != "table_row" for p in prepare(document(text)).passages[0].paragraphs)


def test_table_rows_have_cells() -> None:
    prepared = prepare(document("表1\n\n届次｜等级｜专利名称\n第二十届｜银奖｜一种永磁电机\n"))
    check(prepared)
    passage = prepared.passages[0]
    rows = [[passage.text[a:b] for a, b in p.cells] for p in passage.paragraphs if p.kind == "table_row"]
    assert rows == [["届次", "等级", "专利名称"], ["第二十届", "银奖", "一种永磁电机"]]


def test_one_endless_line_does_not_hang() -> None:
    start = time.process_time()
    check(prepare(document("中铝集团" * 250_000)))
    assert time.process_time() - start < 20


def test_prepare_is_linear() -> None:
    page = (
        "中国铝业集团有限公司所属企业获评国家级绿色工\n厂，李锋帆荣获全国优秀共青团干部称号，他始终热爱\n团的事业。\n\n"
    )

    def seconds(copies: int) -> float:
        text = page * copies
        start = time.process_time()
        prepare(document(text))
        return time.process_time() - start

    seconds(100)
    small, large = (max(min(seconds(copies) for _ in range(3)), 0.01) for copies in (2_000, 16_000))
    assert large / small < 24


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared development documents are missing")
def test_account_holds_for_the_development_documents() -> None:
    files = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("dev/docs/*.txt")])
    assert len(files) >= 90
    for path in files:
        check(prepare(document(path.read_text(encoding="utf-8"))))


def test_titles_of_a_newspaper_page_find_their_bodies() -> None:
    text = (
        "云铜锌业搬迁项目贯通\n\n东轻：数智革命点燃引擎\n\n□ 王秀晶\n\n"
        "本报讯 近日，云铜锌业搬迁项目全面贯通，首批锌锭下线，项目由集团投资建设。各方表示，将继续做好后续工作，确保达产达标。（李 鑫）\n\n"
        "走进东轻中厚板厂，数智革命正在发生，两只机械手臂上演毫米级精准配合，生产数据传入操作执行系统，任务有序展开，员工只需监控。\n\n"
        "本报讯 近日，全国火电机组能效对标结果发布，中铝股份四台机组获奖，获奖台数再创新高，机组能效管理不断提升。（张 腾）\n\n"
        "中铝股份火电机组能效对标获奖\n"
    )
    prepared = prepare(document(text))
    check(prepared)
    assert [(p.title, p.byline) for p in prepared.passages] == [
        ("云铜锌业搬迁项目贯通", None),
        ("东轻：数智革命点燃引擎", "□王秀晶"),
        ("中铝股份火电机组能效对标获奖", None),
    ]


def test_a_column_broken_inside_a_name_is_joined() -> None:
    column = ["他多次向昆明铜业党委领导汇报，与", "团员青年谈心，喊出了“高举团旗跟"]
    text = "\n\n".join("\n".join([*column, *column, *column]) for _ in range(4)) + "党走”的口号。\n"
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "date", "issuer"),
    [
        ("党群工作部 2021年 4月 30日\n\n学·习之路\n\n公司召开会议，学习有关精神。\n", "2021-04-30", "党群工作部"),
        ("关于表彰先进的通知\n\n各单位：\n\n现将名单公布。\n\n首钢工会\n2020年12月25日\n", "2020-12-25", "首钢工会"),
        ("中国铜业有限公司关于表彰先进的决定\n\n各单位：\n\n现将名单公布如下。\n", None, "中国铜业有限公司"),
        ("大亚湾之窗\n2023年第1期　　荣誉专版\n\n六千天长跑\n机组连续安全运行满六千天。\n", "2023", None),
    ],
)
def test_date_and_issuer(text: str, date: str | None, issuer: str | None) -> None:
    prepared = prepare(document(text))
    check(prepared)
    assert (prepared.date, prepared.issuer) == (date, issuer)


def test_a_paragraph_cut_by_a_headline_is_made_whole() -> None:
    column = [
        "他多次向昆明铜业党委领导汇报，",
        "与广大团员青年谈心，喊出了响亮口号",
        "，带领大家赛技能、学工艺，干出成绩。",
    ]
    paragraphs = "\n\n".join("\n".join(column) for _ in range(4))
    cut = "近日，中铝股份所属企业开展主题\n党日活动，组织党员前往纪念馆参观学习\n，重温入党誓词，并与中国铜业有限公司"
    rest = "所属驰宏锌锗开展联建共建，双方党员代\n表进行交流，气氛热烈，收获很大，成果\n多多。"
    found = read(f"{paragraphs}\n\n{cut}\n\n中铝故事\n\n{rest}\n\n{paragraphs}\n")
    assert any("中国铜业有限公司所属驰宏锌锗" in p for p in found) and "中铝故事" in found


def test_endless_text_comes_in_pieces_of_bounded_size() -> None:
    text = (
        "中铝集团获奖" * 20_000
        + "。\n\n"
        + "\n\n".join(f"第{i}段，所属企业获评国家级绿色工厂，职工备受鼓舞。" for i in range(3_000))
    )
    prepared = prepare(document(text))
    check(prepared)
    assert max(len(p.text) for p in prepared.passages) <= 34_000
    assert max(q.end - q.start for p in prepared.passages for q in p.paragraphs) <= 8_000
