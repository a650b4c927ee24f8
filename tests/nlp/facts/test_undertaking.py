"""Undertakings and cooperations: verbs, makers, fields, pairs."""

from kg.nlp.facts.cooperation import cooperations
from kg.nlp.facts.undertaking import undertakings


def test_builder_before_and_behind(told) -> None:
    assert told(undertakings, "{江南路桥/E}承建的{青云大桥/J}通车。", "role") == [
        ("江南路桥", "青云大桥", "undertakes")
    ]
    assert told(undertakings, "{青云大桥/J}由{江南路桥/E}承建。", "role") == [("江南路桥", "青云大桥", "undertakes")]
    assert told(undertakings, "{青云大桥/J}（合作单位：{甲公司/E}、{乙公司/E}）", "role") == [
        ("乙公司", "青云大桥", "participates"),
        ("甲公司", "青云大桥", "participates"),
    ]


def test_subject_runs_on_and_lists_share_it(told) -> None:
    rows = told(undertakings, "{王大力/P}扎根一线，先后参与{青云大桥/J}、{白水电站/J}的建设。", "role")
    assert rows == [("王大力", "白水电站", "participates"), ("王大力", "青云大桥", "participates")]


def test_visiting_is_no_undertaking(told) -> None:
    assert told(undertakings, "{江南省总工会/I}考察{青云大桥/J}。") == []


def test_agreement_and_joint_host(told) -> None:
    assert told(cooperations, "{甲集团/E}与{乙公司/E}签署战略合作协议。") == [("甲集团", "乙公司")]
    assert told(cooperations, "活动由{甲协会/I}、{乙学会/I}联合主办。") == [("甲协会", "乙学会")]
    assert told(cooperations, "{甲集团/E}近日访京，并与{乙公司/E}签署合作协议。") == [("甲集团", "乙公司")]


def test_a_visit_alone_is_no_cooperation(told) -> None:
    assert told(cooperations, "{甲集团/E}与{乙公司/E}座谈，就合作交换意见。") == []


def test_a_work_nobody_is_said_to_do_is_of_the_only_company_near(told) -> None:
    lines = "{江南路桥/E}的队伍来了三百人。昼夜不停，{青云水电站项目/J}如期发电。"
    assert told(undertakings, lines, "role") == [("江南路桥", "青云水电站项目", "undertakes")]
    assert told(undertakings, "{江南路桥/E}、{河西建工/E}都来了。昼夜不停，{青云水电站项目/J}如期发电。") == []
    assert told(undertakings, "{江南路桥/E}的代表观看了{青云水电站项目/J}。") == []
    assert told(undertakings, "{江南路桥/E}成立十年。又上了{两个大型项目/J}。") == []
