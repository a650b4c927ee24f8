"""Places that open or stand inside organisation names: provinces with their one-character names, cities, and suffixes.

General geography, small on purpose: what a name needs to be taken apart. A gazetteer's places are added by the caller.
"""

from __future__ import annotations

# province -> suffix of its full name, characters that stand for it in company short names (川投, 云铝, 江铜, 晋能)
PROVINCES: dict[str, tuple[str, str]] = {
    "北京": ("市", "京"),
    "天津": ("市", "津"),
    "上海": ("市", "沪"),
    "重庆": ("市", "渝"),
    "河北": ("省", "冀"),
    "山西": ("省", "晋"),
    "辽宁": ("省", "辽"),
    "吉林": ("省", "吉"),
    "黑龙江": ("省", "黑龙"),
    "江苏": ("省", "苏"),
    "浙江": ("省", "浙"),
    "安徽": ("省", "皖"),
    "福建": ("省", "闽福"),
    "江西": ("省", "赣江"),
    "山东": ("省", "鲁"),
    "河南": ("省", "豫"),
    "湖北": ("省", "鄂"),
    "湖南": ("省", "湘"),
    "广东": ("省", "粤"),
    "海南": ("省", "琼"),
    "四川": ("省", "川"),
    "贵州": ("省", "贵黔"),
    "云南": ("省", "云滇"),
    "陕西": ("省", "陕秦"),
    "甘肃": ("省", "甘"),
    "青海": ("省", "青"),
    "台湾": ("省", "台"),
    "内蒙古": ("自治区", "蒙"),
    "广西": ("壮族自治区", "桂广"),
    "西藏": ("自治区", "藏"),
    "宁夏": ("回族自治区", "宁"),
    "新疆": ("维吾尔自治区", "疆新"),
    "香港": ("特别行政区", "港"),
    "澳门": ("特别行政区", "澳"),
}

# cities at prefecture level and a few counties and districts that gave companies their names; 州 盟 地区 likewise
_CITIES = (
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 "
    "吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 "
    "本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 "
    "鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 "
    "盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 "
    "淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 "
    "萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 "
    "德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 "
    "济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 "
    "岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 "
    "河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 "
    "海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 "
    "阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 "
    "红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 "
    "榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 果洛 "
    "玉树 海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 "
    "塔城 石河子 宝山 马钢山 大冶 澄城 常熟 江阴 张家港 昆山 义乌 海宁 晋江 石狮 滕州 龙口 招远 诸城 寿光 曲阜 新泰 "
    "格尔木 敦煌 玉门 福清 满洲里 鄂托克 神木 府谷 平朔 雄安 滨海 浦东 横琴 南沙 三水 兴宁"
)
_NOT_CITIES = {"马钢山"}
CITIES: frozenset[str] = frozenset(_CITIES.split()) - _NOT_CITIES

_AREAS = (
    "东北",
    "西北",
    "西南",
    "华北",
    "华东",
    "华中",
    "华南",
    "中南",
    "东南",
    "中部",
    "西部",
    "北方",
    "南方",
    "长江",
    "黄河",
)
AREAS: frozenset[str] = frozenset(_AREAS)
SUFFIXES = ("壮族自治区", "维吾尔自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县", "地区")
SHORT_SUFFIXES = ("省", "市", "州", "盟", "县", "区")
# two places under one name: the suffix then decides
AMBIGUOUS: frozenset[str] = frozenset({"吉林", "海南", "朝阳", "通州", "鼓楼", "和平", "南山", "西湖", "宝山"})
# characters shared by many places: they stand for none alone
CROWDED = frozenset("湖河山广海江南北东西新大中三长安宁金吉福平")


def _standing_for() -> dict[str, frozenset[str]]:
    initials = {name: frozenset(marks) for name, (_, marks) in PROVINCES.items()}
    for city in CITIES:
        if city not in initials and city[0] not in CROWDED:
            initials[city] = frozenset(city[0])
    return initials


STANDS_FOR: dict[str, frozenset[str]] = _standing_for()
# rivers and countries before the name of a site: 金沙江白鹤滩水电站, 几内亚西芒杜铁矿
RIVERS: tuple[str, ...] = tuple(
    (
        "金沙江 雅砻江 大渡河 澜沧江 怒江 乌江 红水河 黄河上游 黄河 长江 岷江 嘉陵江 汉江 湘江 沅江 赣江 闽江 西江 北盘江 南盘江 清江 松花江 雅鲁藏布江 白龙江"
    ).split()
)
COUNTRIES: tuple[str, ...] = tuple(
    (
        "几内亚 秘鲁 智利 老挝 印度尼西亚 印尼 缅甸 柬埔寨 越南 泰国 马来西亚 菲律宾 孟加拉国 孟加拉 巴基斯坦 斯里兰卡 尼泊尔 蒙古国 哈萨克斯坦 乌兹别克斯坦 塔吉克斯坦 "
        "吉尔吉斯斯坦 土耳其 伊朗 伊拉克 沙特阿拉伯 沙特 阿联酋 卡塔尔 科威特 埃及 阿尔及利亚 摩洛哥 尼日利亚 安哥拉 赞比亚 津巴布韦 刚果（金） 刚果金 刚果（布） 埃塞俄比亚 "
        "肯尼亚 坦桑尼亚 乌干达 加纳 科特迪瓦 塞内加尔 莫桑比克 南非 喀麦隆 厄瓜多尔 玻利维亚 巴西 阿根廷 墨西哥 牙买加 塞尔维亚 匈牙利 俄罗斯 白俄罗斯 澳大利亚 巴布亚新几内亚"
    ).split()
)
