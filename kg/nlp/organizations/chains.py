"""Links of an organisation's chain: what type each makes, and which are none (an honour, a company's name going on)."""

from __future__ import annotations

import re

from kg.value import value

NAME = "organization_v1"
_HONOUR = re.compile(
    r"(?:红旗|先进|优秀|示范|模范|标杆|文明|[五四三二一]星级|星级|卓越|光荣|一流|金牌|最美|最佳|和谐|五好)(?:性|型|企业|基层|职工|女职工)*(?:创新)?(?:党委|党总支|党支部|团委|团支部|团总支|集体|班组|车间|工区|工作室|团队|小组|QC小组|质量管理小组|单位|岗|号|井组|站|所|队|班)$"
    r"|^[一-龥]{0,8}(?:行业|工业|系统|建设|运输|国际|[省市])(?:优秀)?(?:QC小组|质量管理小组)$"
    r"|^(?:全国|国际|国家级|省级|市级|国家)(?!.*(?:公司|集团)).*(?:QC小组|质量管理小组|小组|工作室|党委|党支部|团委|团支部|班组)$|^(?:先进|优秀|标杆|模范)"
)
_MINISTRY = re.compile(
    r"(?:国家)?(?:水利|电力|石油|冶金|铁道|交通|煤炭|化学|纺织|机械|核|航天|航空|轻|兵器|邮电|建设|地质)+(?:矿产|运输|工业)?部$"
)
_PLACE_INSTITUTE = re.compile(
    r"(?:北京|上海|天津|沈阳|成都|贵阳|西安|洛阳|株洲|武汉|南京|长沙|大连|哈尔滨|昆明|郑州|广州|兰州|济南|太原|杭州|合肥)所"
)
_PLACED = re.compile(r"[一-龥]{2,3}(?:省|市|县)|[一-龥]{2}(?:钢|铝|铜|铅|锌|水泥|化工|轧钢|钢铁)")
_BUREAU = re.compile(
    r"中(?:铁|交|建|水|核)[一-龥]{1,5}局|[一-龥]{1,4}[一二三四五六七八九十]局|[一-龥]{2}(?<!中央)(?<!国家)局(?<!管理局)"
)
_LOCAL = re.compile(
    r"[一-龥]{2,4}(?:省|市|县|新区|区|州)[一-龥]{2,12}(?:工作部|指挥部|办公室|服务中心|控制中心|中心站)"
)
_OFFICE = re.compile(r"(?:办公室|处|室)$")
_DATED = re.compile(r"\d(?:年|月|日|家|项|个|处|次|条|名|人|起)|^(?:这是|某|各|全)")
_OPEN_BODY = re.compile(r"(?:中国|全国|中华|[省市县区])|[一-龥]{2,3}(?:省|市|县|区)")
_ABROAD = re.compile(
    r"(?:印度尼西亚|印尼|塞尔维亚|厄瓜多尔|几内亚|秘鲁|智利|刚果（金）|刚果|赞比亚|坦桑尼亚|埃塞俄比亚|肯尼亚|安哥拉|尼日利亚|埃及|阿尔及利亚|摩洛哥|南非"
    r"|沙特|阿联酋|伊拉克|伊朗|卡塔尔|科威特|土耳其|巴基斯坦|孟加拉国?|斯里兰卡|尼泊尔|印度|缅甸|泰国|越南|老挝|柬埔寨|马来西亚|新加坡|菲律宾|蒙古国?|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦"
    r"|塔吉克斯坦|土库曼斯坦|俄罗斯|白俄罗斯|乌克兰|波兰|匈牙利|克罗地亚|希腊|德国|法国|英国|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|芬兰|丹麦|巴西|阿根廷|墨西哥|古巴|委内瑞拉"
    r"|加拿大|美国|澳大利亚|新西兰|日本|韩国|朝鲜)[一-龥]{1,8}部$"
)
_PUBLIC = re.compile(
    r"中|国|全|[省市县区州]|[一-龥]{2,3}(?:省|市|县|区|州)|世界|亚|[一-龥]{0,6}(?:监督|监管|监察|军事|仲裁|体育|常务|人大|工作)"
)
_SOCIETY = re.compile(r"(?:基金会|协会|学会|联合会|商会|研究会)$")
_COMPANY = ("company", "plant", "known")


@value
class Segment:
    """One link of a chain, [start, end) of the passage; `start` is where the link's own text begins."""

    start: int
    end: int
    kind: str
    label: str
    score: float
    method: str
    names: tuple[str, ...] = ()


def same_company(last: Segment, gap: str, own: str, span: tuple[int, int], full: frozenset[int]) -> bool:
    """True when a company's head ends the same name the chain's last link began: 天威保变｜电气股份有限公司."""
    legal = own.endswith(("有限公司", "责任公司", "股份公司", "总公司", "集团公司"))
    if not gap or (gap[0] == "（" and gap[-1] == "）"):
        group = last.kind in ("unit", "institution") and own.startswith("集团")  # 大同煤矿｜集团, 沈阳局｜集团
        return own != "分公司" and (last.kind in _COMPANY or legal or group)
    if not legal:
        return False
    return last.method.startswith(("brand_v1", "place_v1")) or (last.kind == "known" and span[1] in full)


def honest(chain: list[Segment], text: str) -> list[Segment]:
    """The chain up to a link that is an honour (全国五四红旗团委), not a unit."""
    for index, segment in enumerate(chain):
        own = text[segment.start : segment.end]
        if segment.label == "Institution" or segment.kind in ("known", "generic"):
            continue
        if index and chain[index - 1].label == "Institution" and _OFFICE.search(own) and len(chain) == index + 1:
            return chain[:index]
        quoted = (
            index == 0 and text[segment.start - 1 : segment.start] == "“" and text[segment.end : segment.end + 1] == "”"
        )
        if segment.label == "Enterprise":
            if quoted and segment.kind == "company" and len(chain) == 1:
                return []
            continue
        if (
            _DATED.search(own)
            or _HONOUR.search(own)
            or (quoted and not text.startswith(("支部", "团队"), segment.end + 1))
        ):
            return chain[:index]
    return chain


def link(start: int, end: int, kind: str, text: str, owner: Segment | None, *, placed: bool = False) -> Segment:
    kind_label = label(text[start:end], kind, owner, placed=placed)
    score = {"company": 0.9, "plant": 0.8, "institute": 0.8, "institution": 0.8, "party": 0.85}.get(kind, 0.75)
    return Segment(start, end, kind, kind_label, score + (0.05 if owner else 0.0), f"{NAME}:{kind}")


def label(name: str, kind: str, owner: Segment | None, *, placed: bool = False) -> str:
    inside = owner is not None and owner.label != "Institution"
    if _SOCIETY.search(name):
        return "Institution"
    if owner is not None and not inside and name.endswith(("研究所", "研究院", "研究中心")):
        return "Institution"
    if kind == "plant" and name.startswith("国家"):
        return "Institution"
    if owner is not None and name.endswith(("分院", "建设管理局")):
        return "Unit"
    if owner is None and placed and name.endswith("研究所"):
        return "Enterprise"
    if kind == "plant" and owner is not None and name in ("发电厂", "热电厂", "电厂"):
        return "Unit"
    if kind in ("company", "plant"):
        return "Enterprise"
    if kind == "institute":
        return "Enterprise" if inside or len(name) <= 3 else "Institution"
    if kind == "institution":
        if inside and name.endswith(("医院", "学院", "学校", "大学")):
            return "Enterprise" if name.endswith("医院") else "Institution"
        if _BUREAU.fullmatch(name) and (owner is None or inside):
            return "Enterprise"
        inner = name.startswith(("党委", "党组")) or name in ("宣传部", "组织部", "统战部")
        inner = inner or (owner is None and name.endswith("委员会") and not placed and not _PUBLIC.match(name))
        return "Unit" if inside or inner else "Institution"
    if kind == "unit" and _PLACE_INSTITUTE.fullmatch(name):
        return "Enterprise"
    if kind == "unit" and owner is None and _LOCAL.fullmatch(name):
        return "Institution"
    if kind == "unit" and owner is None:
        if _MINISTRY.match(name) or _ABROAD.match(name) or (name.startswith("国家") and name.endswith("部")):
            return "Institution"
        if name.endswith("厂") and len(name) >= 4 and (placed or _PLACED.match(name)):
            return "Enterprise"
    if kind == "party":
        local = (
            owner is None
            and name.endswith(("工会", "工委", "工会委员会", "纪委"))
            and (placed or _OPEN_BODY.match(name))
        )
        return "Institution" if local else "Unit"
    return "Unit"


def grown(segment: Segment, start: int, end: int) -> Segment:
    return Segment(start, end, "company", "Enterprise", segment.score, segment.method, ())
