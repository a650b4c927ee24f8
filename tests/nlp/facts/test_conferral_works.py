"""Honoured works: who completed them, whose they are, and what an honour was got for."""

from kg.nlp.facts.conferral.rule import conferrals


def test_got_by_virtue_of_a_work(told) -> None:
    for text in (
        "{炉前班/U}凭借“{低耗焙烧法/J}”课题荣获{江东质量奖/A}一等奖。",
        "凭借“{低耗焙烧法/J}”项目，{炉前班/U}荣获{江东质量奖/A}一等奖。",
        "{炉前班/U}以“{低耗焙烧法/J}”成果获{江东质量奖/A}一等奖。",
    ):
        rows = told(conferrals, text, "for")
        assert {("炉前班", "江东质量奖", "低耗焙烧法"), ("低耗焙烧法", "江东质量奖", "")} <= set(rows)


def test_thanks_to_a_work_that_is_itself_not_honoured(told) -> None:
    text = "因保障{白水大桥工程/J}，被{江东航空/E}授予“{金牌供应商/A}”称号。"
    assert told(conferrals, "{青云铝业/E}喜讯频传，" + text, "for") == [("青云铝业", "金牌供应商", "白水大桥工程")]


def test_a_reason_that_is_no_work_is_none(told) -> None:
    text = "{青云铝业/E}参建{白水大桥工程/J}。{青云铝业/E}以优异成绩荣获{江东质量奖/A}。"
    assert told(conferrals, text, "for") == [("青云铝业", "江东质量奖", "")]


def test_completed_by(told) -> None:
    head = "“{低耗焙烧法/J}”荣获{江东科技进步奖/A}二等奖，"
    for tail in (
        "主要完成人为{王大力/P}、{李小山/P}。",
        "完成人：{王大力/P}、{李小山/P}。",
        "{王大力/P}、{李小山/P}为主要完成人。",
    ):
        rows = told(conferrals, head + tail, "rank", "for")
        assert [r for r in rows if r[3]] == [
            ("李小山", "江东科技进步奖", "二等奖", "低耗焙烧法"),
            ("王大力", "江东科技进步奖", "二等奖", "低耗焙烧法"),
        ]
    rows = told(conferrals, head + "{江南大学/I}是主要完成单位之一。", "for")
    assert ("江南大学", "江东科技进步奖", "低耗焙烧法") in rows


def test_completing_something_else_confers_nothing(told) -> None:
    text = "“{低耗焙烧法/J}”荣获{江东科技进步奖/A}二等奖，{江南建工/E}完成产值三亿元。"
    assert [r[0] for r in told(conferrals, text)] == ["低耗焙烧法"]


def test_makers_in_brackets(told) -> None:
    text = "一、{江东科技进步奖/A}\n{低耗焙烧法/J}（{江南铝业/E}、{江南大学/I}）\n{深井降温术/J}（{河西矿业/E}承建）"
    rows = told(conferrals, text, "for")
    assert ("江南大学", "江东科技进步奖", "低耗焙烧法") in rows
    assert ("河西矿业", "江东科技进步奖", "深井降温术") in rows
    text = "一、{江东科技进步奖/A}\n{低耗焙烧法/J}（在{江南铝业/E}投产）"
    assert [r[0] for r in told(conferrals, text)] == ["低耗焙烧法"]
