"""Which names of projects in a document mean one project: a declared short name, and a full name cut shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = re.compile(
    r"[”》]?[（(](?:以下|下|以下统|下文)?(?:简|统)?称(?:为)?[：:]?[“\"]?(?P<short>[^“”\"（）()，、；]{2,16})[”\"]?[）)]"
)
KERNEL = re.compile(r"“([^“”·]{3,12})”(?:[\u4e00-\u9fff]{2,8})?$")
MARKS = re.compile(r"[“”‘’\"《》\s　]")
HEADS = (
    "项目",
    "工程",
    "电站",
    "大桥",
    "基地",
    "铁路",
    "高速公路",
    "隧道",
    "管道",
    "升船机",
    "水利枢纽",
    "通道",
    "装置",
    "生产线",
    "大厦",
    "平台",
    "系统",
)
DISTINCT = re.compile(r"[一二三四五六七八九十\d]+期|标段?|合同段|续建|扩建|改建|\d号")
# Two words for one thing, and the kind of a place, which one name gives and the other leaves out.
SPELT = (
    (re.compile(r"水电站(?:项目|工程)?$|水电工程$"), "水电项目"),
    (re.compile(r"光伏(?:发电)?(?:电站|工程)(?:项目)?$|光伏发电项目$"), "光伏项目"),
    (re.compile(r"风电场(?:项目|工程)?$|风电工程(?:项目)?$"), "风电项目"),
    (re.compile(r"地铁"), "轨道交通"),
    (re.compile(r"(?<=[\u4e00-\u9fff]{2})[市县](?=[\u4e00-\u9fff]{3})(?!场)"), ""),
)
WORK_BEHIND = re.compile(
    r"(?:(?:建筑|土建|安装)工程|[左右]线|主体(?:工程)?|及其?配套(?:工程|项目|设施)*|系统|工程|项目|大型|(?:水电站|建设|开发|新建)?(?:工程|项目))"
)
KIND = re.compile(
    r"(?:项目|工程|[站桥路机炉线厂矿园港场馆楼厦道]|系统|平台|技术|装置|基地|法|管道|工艺|研究|应用|行动|材料)$"
)
# 盘河铁路老鹰隧道 and 老鹰隧道; 青河高速公路 and 青河高速公路第六合同段, the only lot of a document.
STRUCTURE = re.compile(r"[\u4e00-\u9fff]{3}(?:隧道|大桥|水库|水电站|电站|枢纽|风电场|码头|水厂|电厂)$")
LOT = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+(?:合同段|标段?|工区)|[A-Z]\d*标段?)(?:分包|施工|土建)*(?:工程|项目)?"
)
MOST = 400


def same_projects(surfaces: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Surface -> the fuller name it is short for, only where there is just one; chains are followed.

    >>> names = ["杨浦港长江大桥", "杨浦港大桥", "青云石化项目"]
    >>> same_projects(names, ["江南青云石化一体化工程（简称青云石化项目）"])
    {'杨浦港大桥': '杨浦港长江大桥'}
    """
    known = list(dict.fromkeys(surfaces))
    if len(known) < 2 or len(known) > MOST:
        return {}
    found: dict[str, str] = {}
    declared: dict[str, str] = {}
    for text in texts:
        if "称" not in text:
            continue
        for full in known:
            at = text.find(full)
            while at >= 0:
                hit = SHORT.match(text, at + len(full))
                if hit is not None:
                    declared.setdefault(MARKS.sub("", hit["short"]), full)
                at = text.find(full, at + 1)
    plain = {name: MARKS.sub("", name) for name in known}
    spelt = {name: _spelt(text) for name, text in plain.items()}
    marks = {mark for text in plain.values() for mark in DISTINCT.findall(text)}
    for name in known:
        if declared.get(plain[name], name) != name:
            found[name] = declared[plain[name]]
            continue
        same = next((other for other in known if spelt[other] == spelt[name]), name)
        if same == name and (kernel := KERNEL.match(name)) is not None:  # “暖灯”公益项目, “暖灯·关爱儿童计划”
            like = [
                other
                for other in known
                if other != name and other.lstrip("“").startswith((kernel[1] + "·", kernel[1] + "”"))
            ]
            same = like[0] if len(like) == 1 and len(like[0]) > len(name) else name
        if same != name:  # 青云地铁1号线, 青云市轨道交通1号线
            found[name] = same
            continue
        for lone in (
            (False, True) if len(marks) == 1 else (False,)
        ):  # the only stage of a document tells no two works apart
            longer = [
                other
                for other in known
                if len(spelt[other]) > len(spelt[name]) and _shortens(spelt[name], spelt[other], lone)
            ]
            roots = [
                other
                for other in longer
                if not any(o != other and _shortens(spelt[other], spelt[o], lone) for o in longer)
            ]
            if longer:
                break
        if len(roots) == 1:
            found[name] = roots[0]
    return {name: _root(found, name) for name in found}


def _root(found: dict[str, str], name: str) -> str:
    seen = {name}
    while name in found and found[name] not in seen:
        name = found[name]
        seen.add(name)
    return name


def _spelt(name: str) -> str:
    for pattern, other in SPELT:
        name = pattern.sub(other, name)
    return name


def _shortens(short: str, full: str, lone: bool) -> bool:
    """True when `short` is `full` with words left out: its end, its kernel, or same head and order in few pieces.

    `lone`: the full name may have a number or stage (一期, 2号) that the short one leaves out."""
    if len(short) >= (5 if STRUCTURE.search(short) else 6) and full.endswith(short) and not DISTINCT.fullmatch(short):
        return True
    if lone and full.startswith(short) and LOT.fullmatch(full, len(short)):
        return True
    if len(short) >= 4 and full.startswith(short) and WORK_BEHIND.fullmatch(full, len(short)):
        return True
    if len(short) >= 4 and short in full and not KIND.search(short):
        return True
    head = next((h for h in HEADS if short.endswith(h)), None)
    if head is None or not full.endswith(head) or len(short) - len(head) < 2 or len(full) - len(short) > 26:
        return False
    stem, whole = short[: -len(head)], full[: -len(head)]
    at, pieces, left = 0, 0, list[str]()
    while stem:
        size = next((n for n in range(len(stem), 0, -1) if stem[:n] in whole[at:]), 0)
        if size < 2:
            return False
        place = whole.index(stem[:size], at)
        left.append(whole[at:place])
        at, pieces, stem = place + size, pieces + 1, stem[size:]
    left.append(whole[at:])
    return pieces <= 3 and (lone or not any(DISTINCT.search(part) for part in left[1:]))
