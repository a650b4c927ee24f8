"""What the words between two names say: that they are equals, that one employs the other, that one made the other."""

from __future__ import annotations

import re

POST = re.compile(
    r"(?:书记|主任|经理|总监|[部处科厂院所站段班组队工局会校课区市县州省镇乡]长|主席|董事长|总裁|总师|首席\w{0,6}|工程师|技师|专家|研究员|委员|董事|监事|[\u4e00-\u9fff]{1,6}[员工师手]|负责人"
    r"|总指挥|指挥|顾问|职工|司机|教授|院士|助理|秘书|副总|先生|同志|同学|讲师|站长|厨师|领衔的?|所长|总代表|代表|(?:领办|传承|带头|发明|创始|主持|联系|完成|承包|撰稿)人|博士|硕士|学者|CEO|首席执行官|创始人)(?:（[^（）]{1,20}）)?$"
)
ASIDE = re.compile(r"[（(][^（()）\n]*(?:[（(][^（()）\n]*[）)][^（()）\n]*)*[）)]")
BY_VIRTUE = re.compile(
    r"(?:团队|课题组|项目组)?(?:凭借|凭|以|依托)(?:[^，、“《]{0,10}的|其)?[“《]"
)  # 甲公司凭借“乙”获…


def joins(gap: str) -> bool:
    """True when the text between two names joins them as equals."""
    return bool(re.search(r"[、和与及暨]|以及", strip(gap))) or bool(re.fullmatch(r"[”》]\s*[“《]", gap))


def strip(gap: str) -> str:
    """The words between, without what stands in brackets."""
    return ASIDE.sub("", gap).strip(" 　\t")


def is_employment(gap: str) -> bool:
    """Between a unit and a person: nothing, a post, or several posts (党委书记、董事长)."""
    if len(gap) > 36 or re.search(r"[。；！？\n]", gap):
        return False
    if not gap or gap == "的":
        return True
    parts = [p for p in re.split(r"[、，兼]", gap) if p]
    return (
        bool(parts)
        and gap[0] not in "、，和与及"
        and all(POST.search(p) or len(p) <= 8 for p in parts)
        and ("，" not in gap or bool(POST.search(parts[-1])))
    )


def is_making(gap: str) -> bool:
    """Between a maker and a project: 的, 承建的, 完成的“…, or nothing but a quotation mark."""
    if re.search(r"[。；！？\n]", gap) or len(gap) > 24:
        return False
    return bool(
        re.fullmatch(r"[”》]?(?:（[^（）]{0,40}）)?[^，、]{0,18}?的?(?:项目|成果|课题|论文|专利)?[“《]?", gap)
    ) and (
        gap.rstrip("“《").endswith(("的", "项目", "成果", "课题", "专利", "申报", "完成"))
        or strip(gap) in ("", "“", "《", "QC小组《", "小组《")
        or BY_VIRTUE.fullmatch(gap) is not None
    )
