"""Persons in lists, with brackets, with spaces, after titles; and words that only look like names."""

import pytest

from tests.nlp.reading import facts, names, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先进个人（4名）：周启明、刘海涛、宋雅琴、何建平。", {"周启明", "刘海涛", "宋雅琴", "何建平"}),
        ("江北远策重工有限公司党委书记　何　飞", {"何飞"}),
        ("一等奖：周启明（江北远策重工有限公司）；二等奖：宋雅琴（江北远策重工有限公司）。", {"周启明", "宋雅琴"}),
        ("全国劳模宋雅琴说，要把手艺传下去。", {"宋雅琴"}),
        ("车间主任周启明和他的徒弟刘海涛登台。", {"周启明", "刘海涛"}),
        ("江北远策重工有限公司副总经理艾尼瓦尔·买买提出席。", {"艾尼瓦尔·买买提"}),
    ],
)
def test_persons(text: str, found: set[str]) -> None:
    assert found <= names(read(text), "Person")


@pytest.mark.parametrize(
    "text", ["职工荣誉，激励全员。", "党委书记荣获称号。", "和先进单位相比。", "负责人严格要求，从严管理。"]
)
def test_words_that_look_like_names(text: str) -> None:
    assert not names(read(text), "Person")


def test_a_list_of_name_unit_and_post() -> None:
    record = read("名单\n周启明　江北远策重工有限公司铸造车间造型工\n宋雅琴　江北远策重工有限公司质量部部长\n")
    assert {("周启明", "铸造车间", "造型工"), ("宋雅琴", "质量部", "部长")} <= facts(record, "holdsPost")


def test_writers_of_the_paper_are_no_persons_of_the_story() -> None:
    record = read("江北远策重工有限公司举行比赛。（通讯员 周启明）")
    assert not names(record, "Person")


def test_a_column_of_names_in_lines() -> None:
    text = "技能大赛名单\n第一名 展鹏飞 宏岭炼铁厂\n第二名 撒军 榆岭公司\n第三名 苟建文 西岭重工\n"
    assert {"展鹏飞", "撒军", "苟建文"} <= names(read(text), "Person")


def test_names_behind_a_label() -> None:
    assert {"丛林", "闵大海"} <= names(read("焊接工艺改进\n完成人：丛林 闵大海\n"), "Person")


def test_a_name_set_wide_inside_a_line() -> None:
    assert "姜山" in {n.replace(" ", "") for n in names(read("远策重工股份有限公司试制所姜 山摘金。"), "Person")}


def test_the_longer_of_two_names_with_one_end() -> None:
    assert names(read("项目总工程师邬海涛说，进度提前了九天。"), "Person") == {"邬海涛"}


def test_names_that_spell_other_languages() -> None:
    text = "选矿厂班长斯琴图、车间主任内纳德·茨韦塔诺维奇出席，徒弟古丽娜尔·买买提在比赛中夺冠。"
    assert {"斯琴图", "内纳德·茨韦塔诺维奇", "古丽娜尔·买买提"} <= names(read(text), "Person")


def test_a_verb_of_two_characters_is_no_part_of_the_name() -> None:
    assert "罗茜" in names(read("服务队队长罗茜带着志愿者送热水。"), "Person")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("车间主任瞿云霞说，设备已经复产。", "瞿云霞"),
        ("车间主任綦文昌介绍，设备已经复产。", "綦文昌"),
        ("总经理亓官志远出席会议。", "亓官志远"),
    ],
)
def test_surnames_that_are_seldom_met(text: str, found: str) -> None:
    assert found in names(read(text), "Person")


@pytest.mark.parametrize("text", ["车间主任高管时期表现突出。", "队长成长为技术能手。", "班组占七成，车间冷作工参加。"])
def test_no_given_name_is_made_of_characters_that_names_do_not_hold(text: str) -> None:
    assert not names(read(text), "Person")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("检修班焊工裘德培蹲在炉口查看火焰。", "裘德培"),
        ("今年52岁的邱建国是远近闻名的老焊工。", "邱建国"),
        ("“再试一次！”闻家栋抹了把汗。", "闻家栋"),
        ("以罗志远领衔的攻关组完成了改造。", "罗志远"),
        ("车间主任田野说，设备已经复产。", "田野"),
        ("会上，扎西·多吉告诉大家，雪山脚下也能炼钢。", "扎西·多吉"),
        ("班长桑吉卓玛表示，设备已经复产。", "桑吉卓玛"),
        ("◎ 高向阳：把炉子当孩子的人", "高向阳"),
    ],
)
def test_what_stands_beside_a_name_tells_it(text: str, found: str) -> None:
    assert found in names(read(text), "Person")


@pytest.mark.parametrize(
    "text",
    [
        "施工许可很快到手。",
        "那一年，全厂增产三成。",
        "近日，安永可持续发展奖揭晓。",
        "有关负责人宣读“共建”方案。",
        "他从管道工干起，二十年不改行。",
        "大桥获得乔治·理查德森奖。",
        "“冷知识”：榜单始于2009年。",
    ],
)
def test_words_beside_a_post_or_a_verb_are_no_names(text: str) -> None:
    assert not names(read(text), "Person")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参加座谈的有周启明、刘海涛、宋雅琴。", "周启明"),
        ("造型工宋雅琴拾到现金后上交。", "宋雅琴"),
        ("江北省副省长张勇时而点头。", "张勇"),
        ("任命何飞为远策重工铸造车间主任。", "何飞"),
        ("扎西·多吉坦言，压力很大。", "扎西·多吉"),
        ("总经理助理梁志平同志表示感谢。", "梁志平"),
    ],
)
def test_where_a_name_begins_and_ends(text: str, found: str) -> None:
    assert found in names(read(text), "Person")


@pytest.mark.parametrize(
    "text", ["这是全国重大供水工程之一。", "邮轮“云顶·梦想号”今日交付。", "★ 冷知识：榜单始于2009年。"]
)
def test_what_no_name_is(text: str) -> None:
    assert not names(read(text), "Person")


def test_a_name_alone_under_what_it_won() -> None:
    assert {"成永刚", "常胜利"} <= names(read("比赛结果\n一等奖\n成永刚\n先进个人（1名）\n常胜利\n"), "Person")
    assert not names(read("比赛结果\n一等奖\n空缺\n表彰名单\n高速公路\n"), "Person")


def test_a_verb_of_life_follows_a_name() -> None:
    assert "邱建国" in names(read("邱建国进厂那年才十八岁，什么都不会。"), "Person")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("比赛落幕，其中周启明获得焊工项目银奖。", "周启明"),
        ("公司总经理卯启明主持会议。", "卯启明"),
        ("他就是车间的好管家——周启明。", "周启明"),
    ],
)
def test_names_behind_words_that_point_and_rare_surnames(text: str, found: str) -> None:
    assert found in names(read(text), "Person")


@pytest.mark.parametrize(
    "text",
    [
        "章老师从外县调来工作。",
        "公布“建筑工程大师”名单，共七十人。",
        "迈出坚实的步履，先后立功。",
        "两位“荆楚工匠”许下愿望。",
        "高诺（衡阳）产业园发展有限责任公司开业。",
        "10时许，江北远策重工有限公司热闹起来。",
    ],
)
def test_titles_and_common_words_are_no_given_names(text: str) -> None:
    assert not names(read(text), "Person")
