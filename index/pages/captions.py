"""What tells a caption from a paragraph when only the line itself is looked at."""

import re
from typing import TypeGuard

from index.pages.blocks import Block
from index.pages.line_ends import is_closed

CAPTION = re.compile(
    r"[（(]?(?:图为|图片?[：:]|[△▽▼◀▶←→↑↓]|[上下左右]图(?=[：:为，是])|图[一二三四五六①②③④⑤⑥](?=[：:为，、\s])"
    r"|(?:资料)?图片为|图[）)])"
)
LENGTH = 45
CREDITED_LENGTH = 100  # of a caption with the photographer's name behind it
_SHORT_HALF = 20  # a first half of a fused caption no longer than this is the end of the second
# a caption that stops at one of these has its end printed before its head
_UNFINISHED = re.compile(r"(?:正在?|在|为|对|向|给|把|将|与|和|及|到|从|以|并|进行|开展|参加|的)$")
# two clauses without commas or figures, the second without an end
_FUSED = re.compile(r"([^，。；：！？\d]{2,30}。)[^。；：！？\d]{4,30}")
# one clause without figures that says what somebody is doing, or names a scene
_SCENE = re.compile(
    r"(?:[^，；：\d]{2,18}[里内中上旁前边]，)?[^，；：\d]{2,24}(?:(?<![存所现潜])在|正|(?<![成作认名分称视因])为|向|给|现场|一角|外景|场景|项目|合影|参观|体验|展示)[^，；：\d]{0,20}。"
)
_WITHOUT_SUBJECT = re.compile(r"(?:正?在|正)[^，；：\d]{2,40}。")
# people at the head of one clause without figures; 村民的…, 群众和… are parts of a longer phrase
_PEOPLE = re.compile(
    r"[^，；：、\d]{0,12}?(?:工人|人员|志愿者|[村居市农渔牧]民|[果茶菜花药棉]农|农户|大户|学生|孩子|小朋友|儿童|老人|老师|教师|游客|群众|医护|医生"
    r"|护士|民警|交警|消防员|队员|选手|演员|技术员|农技员|干部|党员|司机|骑手|驾驶员|职工|员工|工匠|师傅|厨师|观众|客商|农机手|乘客|旅客|乡亲"
    r"|摊主|店主|家长|[\u4e00-\u9fff]们)(?![的和与、等])[^，；：\d]{2,24}。"
)
_WRITTEN = ("文/图", "图/文", "图文", "图文报道", "文并摄")
_DESK = ("整理", "统筹", "供稿", "组稿", "采写", "撰写", "责任编辑", "责编", "编辑", "美编", "校对", "撰文")


def is_scene(text: str) -> bool:
    """Tell whether the text reads as what a picture shows: somebody doing something somewhere."""
    return bool(_SCENE.fullmatch(text) or _WITHOUT_SUBJECT.fullmatch(text))


def shows_people(text: str) -> bool:
    """Tell whether the text reads as one clause about people, as captions do and the ends of sentences may."""
    return bool(_PEOPLE.fullmatch(text))


def has_no_subject(text: str) -> bool:
    """Tell whether a scene leaves out who is there, as the second half of a sentence would."""
    return bool(_WITHOUT_SUBJECT.fullmatch(text))


def is_short(text: str) -> bool:
    """Tell whether the text is one sentence, or a name of things, of a caption's length."""
    whole = is_closed(text) or not re.search(r"[，、。；：]", text)
    return whole and len(text) <= LENGTH and not re.search(r"[。！？]", text.rstrip("。！？”）)")[:-1])


def is_photo_credit(block: Block | None) -> TypeGuard[Block]:
    """Tell whether the block names photographers rather than the desk that put the page together."""
    return block is not None and block.kind == "credit" and not any(p.role in _DESK for p in block.people)


def tells_text(block: Block) -> bool:
    """Tell whether those named in a credit wrote the text above as well."""
    return any(p.role in _WRITTEN for p in block.people)


def is_unfinished(text: str) -> bool:
    """Tell whether the text stops at a word that something must follow."""
    return bool(_UNFINISHED.search(text))


def fused(text: str) -> int:
    """Return where the second caption starts in `……数据。某站工作人员正在`, 0 if the text is not like that."""
    match = _FUSED.fullmatch(text)
    return match.end(1) if match else 0


def is_turned(text: str) -> bool:
    """Tell whether the head of a fused caption is printed behind its end."""
    return is_unfinished(text) or fused(text) <= _SHORT_HALF
