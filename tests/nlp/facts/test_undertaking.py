"""Undertakings and cooperations: verbs, makers, fields, pairs."""

import pytest

from kg.nlp.facts.cooperation import cooperations
from kg.nlp.facts.undertaking.rule import undertakings


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


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "{甲集团/E}、{乙公司/E}与{丙市政府/I}三方签署共建协议。",
            [("丙市政府", "乙公司"), ("丙市政府", "甲集团"), ("乙公司", "甲集团")],
        ),
        (
            "{甲集团/E}与{乙公司/E}、港口集团股份、{丙公司/E}在沪签署框架协议。",
            [("丙公司", "甲集团"), ("乙公司", "甲集团")],
        ),
        ("{甲公司团委/U}联合{乙学院/I}走进工地。", [("乙学院", "甲公司团委")]),
        ("{甲党委/U}和{乙小学/I}结成对子。", [("乙小学", "甲党委")]),
        ("{甲公司/E}同{乙县政府/I}坐到一起，签署产业合作协议。", [("乙县政府", "甲公司")]),
        ("由{甲公司/E}牵头，联合{乙院/I}、{丙局/E}承建。", [("丙局", "甲公司"), ("乙院", "甲公司")]),
        ("{甲厂/E}、{乙大学/I}组成联合团队。", [("乙大学", "甲厂")]),
        ("{甲公司/E}走访用户。{乙大学/I}是长期合作伙伴。", [("乙大学", "甲公司")]),
        ("{甲公司/E}总经理{王强/P}与{乙公司/E}经理{李明/P}代表双方签署协议。", [("乙公司", "甲公司")]),
        ("盯紧青云项目（{甲公司/E}与{乙市政府/I}共同推进）节点。", [("乙市政府", "甲公司")]),
        ("{甲公司/E}总经理{王强/P}与{乙公司/E}经理{李明/P}参加会议。", []),
        ("{乙大学/I}成为{甲公司/E}的战略合作伙伴。", [("乙大学", "甲公司")]),
        ("{甲公司/E}十分看重与{乙公司/E}的合作。", []),
        ("{甲公司/E}、{乙公司/E}获奖。", []),
        ("他们与{甲公司/E}的工程师、{乙公司/E}的师傅天天一起开会。", []),
        ("{甲公司/E}在{乙大学/I}举办招聘会。", []),
    ],
)
def test_parties(told, text: str, pairs: list[tuple[str, str]]) -> None:
    assert sorted(tuple(sorted(row)) for row in told(cooperations, text)) == pairs


def test_a_visit_alone_is_no_cooperation(told) -> None:
    assert told(cooperations, "{甲集团/E}与{乙公司/E}座谈，就合作交换意见。") == []


def test_a_work_nobody_is_said_to_do_is_of_the_only_company_near(told) -> None:
    lines = "{江南路桥/E}的队伍来了三百人。昼夜不停，{青云水电站项目/J}如期发电。"
    assert told(undertakings, lines, "role") == [("江南路桥", "青云水电站项目", "undertakes")]
    assert told(undertakings, "{江南路桥/E}、{河西建工/E}都来了。昼夜不停，{青云水电站项目/J}如期发电。") == []
    assert told(undertakings, "{江南路桥/E}的代表观看了{青云水电站项目/J}。") == []
    assert told(undertakings, "{江南路桥/E}成立十年。又上了{两个大型项目/J}。") == []


def test_fields_name_the_doers_of_the_work_above_them(told) -> None:
    lines = "成果名称：{高寒区轨道检测车/J}\n完成单位：{甲公司/E}、{乙大学/I}\n主要完成人：{王大力/P}、{李小明/P}"
    assert told(undertakings, lines) == [
        ("乙大学", "高寒区轨道检测车"),
        ("李小明", "高寒区轨道检测车"),
        ("王大力", "高寒区轨道检测车"),
        ("甲公司", "高寒区轨道检测车"),
    ]
    text = "“{折叠塔梯/J}”（专利权人：{甲公司/E}；发明人：{王大力/P}、{李小明/P}）"
    assert [row[0] for row in told(undertakings, text)] == ["李小明", "王大力", "甲公司"]
    text = "{青云大桥/J}通车一周年。大桥全长两公里，业主是{甲公司/E}，由{乙公司/E}设计。"
    assert told(undertakings, text) == [("乙公司", "青云大桥"), ("甲公司", "青云大桥")]


def test_a_label_without_a_work_above_tells_nothing(told) -> None:
    assert told(undertakings, "完成单位：{甲公司/E}\n{青云大桥/J}") == []
    far = "{青云大桥/J}通车。\n" + "天气很好。\n" * 8 + "负责人：{王大力/P}"
    assert told(undertakings, far) == []


def test_he_is_who_led_the_story(told) -> None:
    lines = "{王大力/P}是电工。\n他牵头完成的“{自动联锁装置/J}”全公司推广。\n后来归纳出“{听音辨漏法/J}”。"
    rows = told(undertakings, lines)
    assert ("王大力", "自动联锁装置") in rows
    assert told(undertakings, "{王大力/P}为劳模颁奖。{青云大桥/J}通车。") == []


def test_the_project_meant_and_its_crew(told) -> None:
    lines = "{青云大桥/J}开工。\n该项目由{甲公司/E}设计、{乙公司/E}施工。项目总工程师{王大力/P}说，难在水下。"
    assert {row[0] for row in told(undertakings, lines)} == {"甲公司", "乙公司", "王大力"}
    assert told(undertakings, "{青云大桥/J}开工。\n仪式由{甲公司/E}主持。") == []


def test_by_whom_and_with_what(told) -> None:
    assert told(undertakings, "由{甲局/E}参建的{青云商务区项目/J}封顶。") == [("甲局", "青云商务区项目")]
    assert told(undertakings, "一等　{甲矿“破岩”QC小组/U}　课题《{降低瓦斯报警次数/J}》") == [
        ("甲矿“破岩”QC小组", "降低瓦斯报警次数")
    ]
    lines = "{白水大桥/J}通车一周年。\n大桥全长两公里，由{甲公司/E}牵头，联合{乙院/I}、{丙局/E}等单位组成的联营体承建，业主是{丁公司/E}。"
    assert {row[0] for row in told(undertakings, lines)} == {"甲公司", "乙院", "丙局", "丁公司"}
    assert told(undertakings, "{白水大桥/J}通车。\n会议由{甲公司/E}牵头。") == []


def test_a_table_told_cell_by_cell(told) -> None:
    lines = "银奖\n{换流变保护方法/J}\n{甲研究院/E}\n金奖\n{隧道巡检机器人/J}\n{乙供电局/E}；{丙公司/E}"
    assert told(undertakings, lines) == [
        ("丙公司", "隧道巡检机器人"),
        ("乙供电局", "隧道巡检机器人"),
        ("甲研究院", "换流变保护方法"),
    ]
    assert told(undertakings, "{青云大桥/J}\n{甲公司/E}党委召开会议") == []


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("{王强/P}，{甲公司/E}高级工程师，{青云项目/J}技术负责人。", {"王强"}),
        ("{深海钻机/J}的设计者{王强/P}今年六十岁。", {"王强"}),
        ("{甲公司/E}在{丙市政府/I}支持下启动{青云冷链基地/J}。", {"甲公司"}),
        ("{丙市政府/I}与{甲公司/E}共建的{青云产业园/J}开园。", {"丙市政府", "甲公司"}),
        ("{甲公司/E}自主研发的{九天大模型/J}通过备案，{乙研究院/U}参与训练。", {"甲公司", "乙研究院"}),
        ("作为{青云大桥/J}的总承包方，{甲公司/E}提前完成节点。", {"甲公司"}),
        ("{甲公司/E}领导到{青云大桥/J}慰问。", set()),
        ("{甲公司/E}召开会议，传达{青云大桥/J}事故通报。", set()),
        ("{丙报社/I}记者采访{青云大桥/J}。", set()),
    ],
)
def test_who_is_said_to_do_it(told, text: str, doers: set[str]) -> None:
    assert {row[0] for row in told(undertakings, text)} == doers


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{甲公司/E}、{乙公司/E}分别承建{青云大桥/J}和{白水隧道/J}。", "甲公司>青云大桥 乙公司>白水隧道"),
        ("{甲公司/E}的“{焊缝跟踪装置/J}”、{乙公司/E}的“{余热系统/J}”获一等奖。", "甲公司>焊缝跟踪装置 乙公司>余热系统"),
        ("“{焊缝跟踪装置/J}”（{甲公司/E}）、“{余热系统/J}”（{乙公司/E}）获奖。", "甲公司>焊缝跟踪装置 乙公司>余热系统"),
        ("{甲公司/E}求变，联合{乙大学/I}开发{青云平台/J}。", "甲公司>青云平台 乙大学>青云平台"),
        ("{甲公司/E}牵头、{乙大学/I}等五家参与的{青云课题/J}结题。", "甲公司>青云课题 乙大学>青云课题"),
        ("{青云课题/J}由{甲公司/E}牵头，{乙大学/I}、{丙院/I}参与。", "甲公司>青云课题 乙大学>青云课题 丙院>青云课题"),
        ("{青云大桥/J}（全长三公里）通车。", ""),
    ],
)
def test_who_does_which(told, text: str, pairs: str) -> None:
    assert {f"{who}>{what}" for who, what in told(undertakings, text)} == set(pairs.split())


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{甲公司/E}成功中标{乙矿业/E}{北山选厂项目/J}。", "甲公司>北山选厂项目"),
        ("由{甲公司/E}负责承建的{乙焦煤公司/E}{北山选厂项目/J}试车。", "甲公司>北山选厂项目"),
        ("{乙矿业/E}的{北山选厂项目/J}试车。", "乙矿业>北山选厂项目"),
        ("{王强/P}受命，任{岛隧工程/J}项目总经理。", "王强>岛隧工程"),
        ("{甲公司/E}召开鉴定会。{鉴定委员会/U}听取报告，其中“{废水处理系统/J}”达国际先进。", "甲公司>废水处理系统"),
        ("{北仓物流项目/J}总投资十亿元，选址在{南山工业园/J}，由{甲公司/E}分两期建设。", "甲公司>北仓物流项目"),
        (
            "由{甲院/E}作为第一完成单位的项目《{钢渣回收技术/J}》及《{混凝土诊治技术/J}》，由{乙公司/E}参与完成的项目《{镍矿开采技术/J}》分获二等奖。",
            "甲院>钢渣回收技术 甲院>混凝土诊治技术 乙公司>镍矿开采技术",
        ),
        (
            "{甲银行/E}一等奖项目为“{风控平台建设/J}”，{乙银行/E}一等奖项目是“{架构建设/J}”。",
            "甲银行>风控平台建设 乙银行>架构建设",
        ),
        ("工作室带头人{王强/P}坚守一线。自主研发的“{除尘控制系统/J}”投用。", "王强>除尘控制系统"),
        (
            "由{甲院/I}牵头，{乙大学/I}、{丙公司/E}共同承担的计划“{柔性输电/J}”结题。",
            "甲院>柔性输电 乙大学>柔性输电 丙公司>柔性输电",
        ),
        ("{白水电站/J}1号机组发电。作为该项目的施工单位，{甲公司/E}攻克了难题。", "甲公司>白水电站"),
        ("{长输管道项目/J}开工，{甲局/E}承担线路施工任务。", "甲局>长输管道项目"),
        (
            "继中标{北岭储能项目/J}升压站，{甲公司/E}与{乙公司/E}组成联合体再中标该工程储能区。",
            "甲公司>北岭储能项目 乙公司>北岭储能项目",
        ),
        ("{甲局/I}与{丙院/E}合作的{油码头扩建项目/J}开工。", "甲局>油码头扩建项目 丙院>油码头扩建项目"),
        ("{北岭大桥/J}通车。\n{甲局/I}参与该项目的慰问。", ""),
        ("{甲集团/E}深入帮扶。在{乙中学/I}、{丙小学/I}等地建成22间“{同心书屋/J}”。", "甲集团>同心书屋"),
        ("{国际部/U}代表集团签约{南河矿工程项目/J}总承包合同。", "国际部>南河矿工程项目"),
        ("凭借着“{绿色提取技术/J}”，{王强/P}一举斩获科技进步奖。", "王强>绿色提取技术"),
        (
            "{甲段/U}成立了{李军创新工作室/U}。多年来，该工作室共完成成果43项，“{低频装置/J}”“{检测装置/J}”等推广应用。",
            "李军创新工作室>低频装置 李军创新工作室>检测装置",
        ),
        ("{甲段/U}有十人。多年来，该工作室共完成成果43项。", ""),
        ("{北仓物流项目/J}总投资十亿元，{乙公司/E}表示祝贺，会议由{甲公司/E}主持。", ""),
    ],
)
def test_builders_owners_judges_and_sites(told, text: str, pairs: str) -> None:
    assert {f"{who}>{what}" for who, what in told(undertakings, text)} == set(pairs.split())
