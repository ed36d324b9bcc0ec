"""What a sentence must hold to answer a kind of question: quick patterns for choosing among sentences."""

import re

_FIGURE = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万两]+(?:成|余|多)?[家项个名亿万元%倍座台套次批地年天]")
_PERSON = re.compile(
    r"(?:负责人|主任|局长|书记|市长|县长|教授|院长|校长|冠军|队长|村民|先生|女士|老人|记者|说|表示|介绍)"
)
_ORGANISATION = re.compile(
    r"(?:公司|集团|局|委员会|委|办|中心|部门|大学|学院|医院|基地|厂|协会|政府|法院|产业|单位|企业)"
)
HOLDS = {
    "money": re.compile(r"[0-9０-９.．万亿千百]+(?:余|多)?(?:[万亿]*(?:元|美元|块))"),
    "percent": re.compile(r"[0-9０-９]+[%％‰]|百分之|百分点|[一二三四五六七八九]成"),
    "count": _FIGURE,
    "measure": _FIGURE,
    "rank": re.compile(r"第[一二三四五六七八九十\d]|首位|前[十三五\d]|唯一|居全|位列|领先"),
    "date": re.compile(r"\d+月|\d+日|\d{4}年|日前|近日|[年月]底|周[一二三四五六日]|星期"),
    "duration": re.compile(r"[0-9一二三四五六七八九十两]+(?:余|多)?个?(?:天|小时|分钟|年|月|工作日|周)"),
    "person": _PERSON,
    "org": _ORGANISATION,
    "place": re.compile(r"[省市县区镇乡村州旗]|基地|站|公园|广场|路"),
    "list": re.compile(r"、|和|及|等"),
    "reason": re.compile(r"为了?|因|由于|旨在|以便|确保|针对|结合|推动|引导|促进"),
    "method": re.compile(r"通过|依托|以.{1,12}为|联合|采取|构建|建立|采用|实施|开展"),
}
NUMERIC = frozenset(["money", "percent", "count", "measure", "rank", "date", "duration", "figure", "identifier"])


def stands_for(kind: str, unit: str | None) -> re.Pattern[str]:
    """Return the pattern of what may answer: a figure with the unit asked for, else the kind, else any figure."""
    if unit:
        return re.compile(rf"[0-9余多万亿千百两一二三四五六七八九十]{re.escape(unit)}")
    return HOLDS.get(kind, _FIGURE)
