"""An organisation's name in its usual spelling: folded, without the dressing that formal and press style add."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names import words
from kg.names.keys import fold

_NUMBERED_PLANT = re.compile(
    "第([一二三四五六七八九十]{1,3})([\u4e00-\u9fff]{2,3})(厂|车间)(?![商房长])"
)  # 第一采油厂 = 采油一厂


@lru_cache(maxsize=50_000)
def spelled(name: str) -> str:
    """Folded, without 中共 and 国家级 dressing: 中共山东省委员会 and 山东省委 are one spelling apart."""
    text = fold(name)
    text = re.sub(r"(?<=[\u4e00-\u9fff]{4})（[a-z0-9&.\- ]{2,20}）$", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]{2}报)社$", "", text)
    text = re.sub("^(?=(?:[一二三四上天广]航局|[一二三]公局)(?:$|[一二三四五六七八九十]+公司))", "中交", text)
    text = _NUMBERED_PLANT.sub(r"\2\1\3", text)
    text = re.sub("(?<=[省市区])人民政府(?=国有资产监督管理委员会|国资委)", "", text)
    if text.startswith(("中国科学院", "中科院")) and text.endswith("所"):
        text = re.sub("研究所$", "所", text.replace("中科院", "中国科学院").replace("化学物理", "化物"))
    text = re.sub("^国家电网(?:有限)?公司(?=[\u4e00-\u9fff]{2,4}电力)", "国网", text)
    text = text.replace("中国共产主义青年团", "共青团").removeprefix("中华人民共和国") or text
    text = re.sub(r"^(?:中国共产党|中共)(.+(?:公司|集团|厂|院|所|局|银行|大学|学院|股份))委员会$", r"\1党委", text)
    text = re.sub(r"^共青团(.+(?:公司|集团|厂|院|所|局|银行|大学|学院|股份))委员会$", r"\1团委", text)
    text = re.sub(r"^中国人民政治协商会议(.{2,12})委员会$", r"\1政协", text)
    text = re.sub(r"^共青团中央委员会$", "共青团中央", text)
    text = re.sub(r"^国家(?=[\u4e00-\u9fff]{2,8}总局$)", "", text)
    text = re.sub(r"^(?:中国共产党|中共)(?=.{3,})(?!中央)", "", text)
    text = re.sub(r"^中国(?=(?:工商|农业|建设|光大|民生|农业发展|进出口|邮政储蓄|招商|交通)银行)", "", text)
    text = re.sub(r"(?<=[省市州县区])委员会$", "委", text) if not text.startswith("中国") else text
    text = re.sub(r"^中华全国(?=总工会|妇女联合会|青年联合会|供销合作总社|工商业联合会)", "全国", text)
    text = re.sub(r"^(?:中共中央|党中央)$", "中共中央", text)
    text = re.sub(
        r"^国家(?=人力资源|发展和改革|发展改革委|发改委|工业和信息化|生态环境|住房|交通运输部|教育部)", "", text
    )
    text = words.OFFICES.get(text, text)
    text = re.sub(r"^中共(?=中央.)", "", text)
    return re.sub(r"^(?=证监会$|证券监督管理委员会$)", "中国", text)
