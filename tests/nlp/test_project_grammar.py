"""Names of undertakings: works, achievements, activities; what is none."""

import pytest

from kg.nlp.awards.table_columns import roles_of
from kg.nlp.projects.grammar import project_spans
from kg.nlp.projects.names import same_projects


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江南路桥顺利推进青云水利枢纽及配套灌区工程", ["青云水利枢纽及配套灌区工程"]),
        ("公司抓紧做好引河济湖工程前期工作", ["引河济湖工程"]),
        ("董事长到白水抽水蓄能电站看望职工", ["白水抽水蓄能电站"]),
        ("公司在海西建成年产20万吨电解液项目", ["年产20万吨电解液项目"]),
        ("承建的3、4号炉脱硫工程完工", ["3、4号炉脱硫工程"]),
        ("中标河西2000万吨炼化一体化项目", ["河西2000万吨炼化一体化项目"]),
        ("攻克电解槽余热回收技术", ["电解槽余热回收技术"]),
        ("团队自主研发井下巡检定位系统，获专利", ["井下巡检定位系统"]),
        ("先后参与东湖国际中心、南岭客运站等20座建筑的施工", ["东湖国际中心", "南岭客运站"]),
        ("张力，天河三号探测器总设计师", ["天河三号探测器"]),
        ("由他设计的国内首台巷道喷浆机在贵州试运行", ["巷道喷浆机"]),
        ("江南重工XQ150型履带起重机获二等奖", ["XQ150型履带起重机"]),
        ("他总结出“三摸两看验缸法”，带徒五人", ["三摸两看验缸法"]),
        ("甲厂凭“矿井水分质利用”首次上榜", ["矿井水分质利用"]),
        ("银奖“可折叠风机塔梯”（专利权人：甲公司）", ["可折叠风机塔梯"]),
        ("乙公司的“快装式轨枕夹具”荣获省专利奖二等奖", ["快装式轨枕夹具"]),
        ("在村里开展“春苗行动”，建起三间教室", ["春苗行动"]),
        ("◆甲公司承建的南屿自贸港口岸楼A座封顶", ["南屿自贸港口岸楼"]),
        ("由甲局参建的埃及新城商务区项目标志塔封顶", ["埃及新城商务区项目"]),
        ("1．项目名称：高寒区轨道智能检测车 奖励等级：一等奖", ["高寒区轨道智能检测车"]),
        ("首席科学家张力牵头舰用高强钢攻关", ["舰用高强钢攻关"]),
    ],
)
def test_finds_by_head_making_list_and_model(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "建成智能化信息管理系统",
        "安全、质量等工作",
        "推进“党建+项目”模式",
        "打造“拳头”项目",
        "国家重点工程劳动竞赛",
        "1号机组获AAAA级",
        "组织专业技术培训",
        "甲公司、乙公司等项目参建单位",
        "基因工程进展",
        "正在制定土建工程",
        "把它当作“一号工程”来抓",
        "甲公司的“先锋运维班组”荣获省工人先锋号",
        "喊出“安全第一”的口号",
        "公司承建的项目封顶",
        "组建攻关小组，开展攻关",
    ],
)
def test_kinds_and_slogans_are_no_undertakings(text: str) -> None:
    assert not list(project_spans(text))


def test_one_project_under_several_names() -> None:
    assert same_projects(["金湖石化一体化项目", "金湖石化项目", "金湖石化二期项目"], []) == {
        "金湖石化项目": "金湖石化一体化项目"
    }
    text = "江南抽水蓄能电站（下称白水电站）三号机投产"
    assert same_projects(["江南抽水蓄能电站", "白水电站"], [text]) == {"白水电站": "江南抽水蓄能电站"}
    assert same_projects(["青云一期工程", "青云二期工程"], []) == {}
    assert same_projects(["青云港石化项目", "青云港石化一期项目"], []) == {"青云港石化项目": "青云港石化一期项目"}
    assert same_projects(["渭州地铁1号线", "渭州市轨道交通1号线", "渭州地铁2号线"], []) == {
        "渭州市轨道交通1号线": "渭州地铁1号线"
    }
    assert same_projects(["青云大桥", "青云长江大桥", "青云黄河大桥"], []) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲集团投资建设的乳品智造标杆基地竣工", ["乳品智造标杆基地"]),
        ("乙研究所研制的重组带状疱疹疫苗获批上市", ["重组带状疱疹疫苗"]),
        ("丙公司试制的8米大采高液压支架，交到矿上", ["8米大采高液压支架"]),
        ("成立“转子锻造裂纹控制”攻关组", ["转子锻造裂纹控制"]),
        ("交付大型邮轮“海韵·珠江号”", ["海韵·珠江号"]),
        ("职工技能大赛焊接机器人项目第二名", []),
        ("在渔洲工业园区调研", []),
    ],
)
def test_finds_what_somebody_made_or_built(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司启动“宽带山乡”计划", ["“宽带山乡”计划"]),
        ("银行推出“稻香e贷”", ["稻香e贷"]),
        ("年产40万吨弹性体装置开车", ["年产40万吨弹性体装置"]),
        ("甲院完成的既有线路基智能监测研究获一等奖", ["既有线路基智能监测研究"]),
        ("该区域实施成型给料机精准下料等系列改造", ["成型给料机精准下料等系列改造"]),
        ("五小成果：甲厂《管口防异物盖》第一名", ["管口防异物盖"]),
        ("两套装置检修", []),
        ("推出“不让一户断电”的要求", []),
        ("实施了技术改造", []),
    ],
)
def test_finds_what_was_launched_or_changed(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    "text", ["父亲在外地修铁路", "承建的18套装置中交", "这是世界首条同类生产线", "推荐重点项目参评"]
)
def test_counts_and_trades_are_no_undertakings(text: str) -> None:
    assert not list(project_spans(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该路将极大地补齐滇南地区铁路短板，实现老君山项目二期截流", ["滇南地区铁路", "老君山项目二期"]),
        ("他担当岛隧工程项目总经理", ["岛隧工程"]),
        ("为2020年底青云铁路通车打下基础", ["青云铁路"]),
        ("由甲局承建的青云铁路龙口哨隧道终于贯通", ["青云铁路龙口哨隧道"]),
        ("乙公司承建的德水水库下闸蓄水仪式举行", ["德水水库"]),
        ("我公司参与施工的海州大酒店榜上有名", ["海州大酒店"]),
        ("丙局承建的渭州地铁2号线东延线再传捷报", ["渭州地铁2号线东延线"]),
        ("丁局中标青云铁路诺河段二标", ["青云铁路"]),
        ("宣布江南粮油物流加工项目开工", ["江南粮油物流加工项目"]),
        ("混合矿选别项目投产，参建龙头山枢纽工程", ["混合矿选别项目", "龙头山枢纽工程"]),
        ("现代农业产业化基地项目一期工程竣工", ["现代农业产业化基地项目一期工程"]),
        ("玲珑一号全球首堆示范工程开工", ["玲珑一号全球首堆示范工程"]),
    ],
)
def test_borders_where_no_list_knows_the_word(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "这是全线第二长隧道，单线隧道",
        "该项目是江南省重点项目，也是国家级石化产业基地龙头项目",
        "这是全线重难点控制性工程",
        "本线共有5座一级高风险隧道，这是第三座隧道",
        "省新能源示范项目",
        "不断铸造优质工程，提供创新性工程",
        "中标渭南市两个污水处理运营管理项目",
        "近年来新签的最大金额工程项目",
        "江南建设第二冶金建设工程分公司安装班",
    ],
)
def test_a_class_of_works_is_no_work(text: str) -> None:
    assert not list(project_spans(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "联合体中标江南船舶创新中心设计-采购-施工（EPC）工程总承包项目，工期一年",
            ["江南船舶创新中心设计-采购-施工（EPC）工程总承包项目"],
        ),
        ("签署了南洲（金）河口基础设施成套项目合同", ["南洲（金）河口基础设施成套项目"]),
        ("重难点控制性工程鄂山隧道贯通", ["鄂山隧道"]),
        ("隧道下穿杭河铁路营业线", ["杭河铁路"]),
        ("肩负起地铁11号线的供电重任", ["地铁11号线"]),
        ("国网江南安化抽水蓄能电站开工", ["国网江南安化抽水蓄能电站"]),
        ("本会捐建的第12座希望小镇开村", []),
        ("《北山矿井安全专篇》获批", []),
    ],
)
def test_remarks_and_descriptions_in_and_beside_a_name(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展“一户一灯”、“暖冬同行”、走访慰问等五大志愿服务项目", ["一户一灯", "暖冬同行"]),
        ("连续五年开展“照亮楼道”志愿服务，队员三十人", ["“照亮楼道”志愿服务"]),
        ("“照亮楼道”志愿服务队获奖", []),
        ("弘扬“敢为人先”“追求卓越”等精神", []),
        ("驾驭“云龙I号”掘进，迎来斜井掘进机“天山号”", ["云龙I号", "天山号"]),
        ("“白鸥”300轻型水陆两栖飞机试飞", ["“白鸥”300轻型水陆两栖飞机"]),
        ("配网调度协同平台正式上线", ["配网调度协同平台"]),
        ("他担任起改造项目的负责人，是公司的一等奖项目", []),
    ],
)
def test_rows_in_marks_machines_and_platforms(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("承建的代表性工程有：青云大桥、白水隧道、河西会展中心。", ["青云大桥", "白水隧道", "河西会展中心"]),
        ("代表性项目有：节约用水、随手关灯。", []),
        ("青云抽水蓄能电站1号机组投产", ["青云抽水蓄能电站"]),
        ("承担的国家重点研发计划“高海拔柔性输电”通过验收", ["高海拔柔性输电"]),
        ("新一代卷烟生产经营决策管理系统上线运行", ["新一代卷烟生产经营决策管理系统"]),
        ("投资三亿元建设的青云粮食物流园一期封顶", ["青云粮食物流园一期"]),
        ("承建并运营的城北水厂正式供水", ["城北水厂"]),
        ("建设的过程十分艰苦，全面建成", []),
        ("与大学联合开发的生物基尼龙中试装置打通全流程", ["生物基尼龙中试装置"]),
        ("实施8个降本增效项目", []),
        ("建造的散货船“江海188”轮交付，“海南珠”号完工交船", ["“江海188”", "“海南珠”"]),
        ("“学习强国”号召全员参与", []),
        ("代建的市妇幼保健院新院区投入使用", ["市妇幼保健院新院区"]),
        ("该项目包括集电线路工程、接地工程、设备及安装工程等", []),
        ("该项目包括白水河引水工程、南山隧道工程", ["白水河引水工程", "南山隧道工程"]),
        ("自研的“青云”工业互联网平台接入设备五万台", ["“青云”工业互联网平台"]),
    ],
)
def test_rows_houses_ships_and_parts(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我司五个用户侧储能项目同时开工", []),
        ("按照建一流工程、创阳光工程的要求", []),
        ("纳入国家中长期铁路网规划", []),
        ("南山隧道为单洞双线隧道", ["南山隧道"]),
        ("该工程是一座以灌溉为主的中型水利枢纽工程", []),
        ("首个境外矿产类项目，也是中外合资项目", []),
        ("一期20兆瓦工程并网", []),
        ("列为江苏省PPP示范项目", []),
        ("十建渭州工程项目部昼夜施工", []),
        ("工程局公司龙头山枢纽工程项目部", ["龙头山枢纽工程"]),
        ("全身心投入到项目建设中", []),
        ("青云铁路抢险改线工程新建岩带隧道贯通", ["青云铁路抢险改线工程", "岩带隧道"]),
        ("参与渭河高铁、青云高铁建设，乘高铁返乡", ["渭河高铁", "青云高铁"]),
        ("修建“同心路”，建成22间“青云书屋”", ["同心路", "青云书屋"]),
        ("两艘液化气船分别被命名为“SEA LEGEND”和“SEA GLORY”", ["SEA LEGEND", "SEA GLORY"]),
        ("建成世界最长高原隧道青云岭隧道", ["青云岭隧道"]),
        ("参与研制的“云燕”无人机交付，“北斗星”青年人才培养计划开班", ["“云燕”无人机", "“北斗星”青年人才培养计划"]),
        ("曾承建北山光伏电站项目、江河公司承建南山光伏一期项目", ["北山光伏电站项目", "南山光伏一期项目"]),
    ],
)
def test_descriptions_slogans_and_given_names(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in project_spans(text)] == expected


def test_more_ways_to_name_one_project() -> None:
    assert same_projects(["盘河铁路四标段老鹰隧道", "老鹰岭隧道"], []) == {}
    assert same_projects(["盘河铁路老鹰岭隧道", "老鹰岭隧道"], []) == {"老鹰岭隧道": "盘河铁路老鹰岭隧道"}
    assert same_projects(["M5高速公路", "M5高速公路第六合同段分包工程"], []) == {
        "M5高速公路": "M5高速公路第六合同段分包工程"
    }
    assert same_projects(["南河下游水电站", "江能南河水电项目"], []) == {}
    assert same_projects(["北山光伏项目", "青云县北山光伏电站"], []) == {"北山光伏项目": "青云县北山光伏电站"}
    assert same_projects(["“暖灯”公益项目", "“暖灯行远·关爱儿童计划”"], []) == {}
    assert same_projects(["“暖灯行”公益项目", "“暖灯行·关爱儿童公益计划”"], []) == {
        "“暖灯行”公益项目": "“暖灯行·关爱儿童公益计划”"
    }
