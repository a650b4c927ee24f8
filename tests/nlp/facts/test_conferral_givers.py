"""Who gives an honour: the first of several, the one just named, the kind of body, the company whose own it is."""

from kg.nlp.facts.conferral.rule import conferrals


def test_of_two_that_give_jointly_the_first(told) -> None:
    text = "{江东省委/I}、{江东省人民政府/I}授予{青云铝业/E}“{江东省先进集体/A}”称号。"
    assert told(conferrals, text, "conferrer") == [("青云铝业", "江东省先进集体", "江东省委")]


def test_who_gives_goes_on_giving(told) -> None:
    text = "{青云集团党组/U}决定授予{炉前班/U}“{先进班组/A}”称号，授予{王大力/P}、{李小山/P}“{优秀党员标兵/A}”称号。"
    rows = told(conferrals, text, "conferrer")
    assert {r[2] for r in rows} == {"青云集团党组"} and len(rows) == 3


def test_the_kind_of_body_that_gives_such_honours(told) -> None:
    head = "{湖南省总工会/I}、{共青团湖南省委/I}、{湖南省妇联/I}先后发文。\n"
    for honour, giver in (
        ("湖南省五一劳动奖章", "湖南省总工会"),
        ("湖南省青年岗位能手", "共青团湖南省委"),
        ("湖南省三八红旗手", "湖南省妇联"),
    ):
        assert told(conferrals, head + f"{{王大力/P}}荣获{{{honour}/A}}。", "conferrer") == [("王大力", honour, giver)]


def test_a_body_of_another_province_gives_nothing_here(told) -> None:
    text = "{湖南省总工会/I}到访。\n{王大力/P}荣获{广东省五一劳动奖章/A}。"
    assert told(conferrals, text, "conferrer") == [("王大力", "广东省五一劳动奖章", "")]


def test_the_first_of_each_trade_gets_a_title(told) -> None:
    text = "{江东技能大赛/A}落幕。{王大力/P}获第一名，{李小山/P}获第二名。各工种第一名授予“{江东技术标兵/A}”称号。"
    rows = told(conferrals, text)
    assert ("王大力", "江东技术标兵") in rows and ("李小山", "江东技术标兵") not in rows
    text = "{江东技能大赛/A}开赛。各工种第一名报请{江东总工会/I}授予“{江东技术标兵/A}”称号。"
    assert told(conferrals, text) == []


def test_nominated_is_not_honoured(told) -> None:
    assert told(conferrals, "{青云铝业/E}获{江东质量奖/A}提名，结果尚未公布。") == []
    assert told(conferrals, "{青云铝业/E}获{江东质量奖/A}提名奖。", "rank") == [("青云铝业", "江东质量奖", "提名奖")]


def test_portraits_of_those_a_number_stood_for(told) -> None:
    text = "{江东总工会/I}授予6人“{功勋员工/A}”称号。本期先刊三人。\n◎ {王大力/P}：工地上的活图纸\n◎ {李小山/P}：给机组体检的人\n◎ 记者手记：{赵小川/P}讲述"
    assert told(conferrals, text) == [("李小山", "功勋员工"), ("王大力", "功勋员工")]


def test_a_line_that_says_who_gave_what_is_listed_below(told) -> None:
    text = (
        "喜报\n先说2项，由{江东团工委/I}颁发：\n☆{公司团委/U}，“{红旗团委/A}”；\n再数{青云集团/E}的2项：\n"
        "★{热电团支部/U}，“{红旗团支部/A}”；\n★{王大力/P}，“{青年岗位能手/A}”。"
    )
    assert set(told(conferrals, text, "conferrer")) == {
        ("公司团委", "红旗团委", "江东团工委"),
        ("热电团支部", "红旗团支部", "青云集团"),
        ("王大力", "青年岗位能手", "青云集团"),
    }


def test_who_built_it_stands_in_brackets_and_gives_nothing(told) -> None:
    text = "公告\n一、{青云集团/E}{十大工程/A}（{河西四局/E}参建）\n{白水大桥/J}"
    assert ("白水大桥", "十大工程", "青云集团") in told(conferrals, text, "conferrer")


def test_who_gives_one_honour_gives_no_other_that_is_known_to_be_anothers(told) -> None:
    text = "2016年，{青云铝业/E}获{中国质量奖/A}。{星海大厦/J}获{鲁班奖/A}。这个奖项由{中国建筑业协会/I}组织评选。"
    rows = told(
        conferrals, text, "conferrer", givers={"中国质量奖": "国家市场监督管理总局", "鲁班奖": "中国建筑业协会"}
    )
    assert ("星海大厦", "鲁班奖", "中国建筑业协会") in rows and ("青云铝业", "中国质量奖", "") in rows


def test_a_clause_with_its_own_year_has_its_own_giver(told) -> None:
    text = "{王大力/P}是{青云铝业/E}职工。2018年，{江东省委/I}授予他{功勋员工/A}称号；2019年，他又入选“{最美员工/A}”。"
    rows = told(conferrals, text, "conferrer", "year")
    assert rows == [("王大力", "功勋员工", "江东省委", "2018"), ("王大力", "最美员工", "", "2019")]


def test_the_medal_of_a_title_is_the_title(told) -> None:
    text = "2018年，{江东省委/I}授予{王大力/P}{改革闯将/A}称号，颁授{改革闯将奖章/A}。"
    assert told(conferrals, text, "year") == [("王大力", "改革闯将", "2018")]


def test_an_honour_left_undated_beside_dated_ones_has_no_year(told) -> None:
    text = "2023年，大会召开。\n{王大力/P}获得{江东技能大奖/A}，当选{江东工匠/A}。\n他获得{焊接大奖/A}，当选2016年{最美员工/A}。"
    assert ("王大力", "焊接大奖", "") in told(conferrals, text, "year")
    text = "2018年，{江东省委/I}表彰{李小山/P}。\n{王大力/P}，青云铝业班长。他参与的“{甲项目/J}”获{江东科技奖/A}。"
    assert ("甲项目", "江东科技奖", "") in told(conferrals, text, "year")
