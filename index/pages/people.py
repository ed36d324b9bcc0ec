"""Who wrote and who took the picture: the printed grammar of bylines and photo credits."""

import re
from typing import NamedTuple

from index.records import Person

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_NAME = rf"{HAN}{{2,4}}(?:[·•]{HAN}{{1,8}})*"
_OUTLET = rf"(?:本报|本刊|本网|本台|新华社|新华网|中新社|中新网|人民网|央视网|{HAN}{{1,6}}(?:日报|晚报|晨报|早报|时报|商报|都市报|电视台|融媒体中心|融媒中心|融媒|报社))"
_ROLE = re.compile(
    rf"{_OUTLET}?\s*(?P<role>(?:全媒体|融媒体|融媒|见习|实习|首席|特约|特派|驻站|文字|摄影)*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人|撰稿|作者))\s*[：:]?\s*"
)
# 记者手记, 记者提问 are headings, not people
_NOT_NAMES = frozenset(
    ["提问", "手记", "观察", "调查", "获悉", "了解", "见习", "来信", "招待会", "注", "按", "节", "文图"]
)
_NAMED_FIRST = re.compile(rf"({_NAME})\s+(记者|通讯员|评论员|实习生)")
_SEPARATOR = re.compile(r"[\s、，,；;/／]+")
_DATELINE = re.compile(
    rf"{_OUTLET}(?:{HAN}{{0,8}}?)(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?(?:讯|电|消息)"
    r"(?=\s|[（(：:*]|$)"
)
# a local paper's own place before 讯 counts only with the people in brackets after it: 松原讯（记者 ××）
_LOCAL_DATELINE = re.compile(rf"{HAN}{{2,8}}讯(?=\s*[（(])")
_REPORTED = re.compile(r"\s*(?P<people>[^。，：:]{2,40}?)报道\s?[：:]")
_BRACKETED = re.compile(r"\s*[（(]([^（）()]{2,80})[）)]")
_CREDIT = re.compile(
    r"(?P<who>\S.{0,60}?)\s*[／/]?\s*(?P<role>摄影报道|摄影/报道|图文报道|文并摄|图/文|文/图|图文|供图|摄影|制图|绘图|摄)"
)
_PROVIDED = re.compile(rf"(?:本版|本文)?(?:图片?|照片)(?:均)?由?\s*(?P<who>{HAN}{{2,20}})\s*(?:提供|供图)")
# the desk that put a page together: 田×× 整理, 本版稿件由阙××统筹, 本版责任编辑：顾××
_DESK = re.compile(rf"(?P<who>{_NAME}(?:[\s、]+{_NAME})*)\s+(?P<role>整理|统筹|供稿|组稿|制图|绘图)")
_DESK_OF_PAGE = re.compile(
    rf"本(?:版|期|组)(?:稿件|图片|文字|照片|内容)?(?:均)?由\s*(?P<who>{HAN}{{2,4}}(?:[\s、]+{HAN}{{2,4}})*?)\s*"
    r"(?P<role>统筹|整理|采写|撰写|供稿|组稿|摄影|拍摄|摄)"
    rf"|本版(?P<desk>责任编辑|责编|编辑|统筹|美编|校对|组稿|撰文|图文|摄影)\s*[：:]?\s*(?P<names>{_NAME}(?:[\s、]+{_NAME})*)"
)
_CREDIT_ALONE = re.compile(r"资料图片?|资料照片|新华社发|网络图片")
_LONGEST = 80  # characters of a credit
_ORGANISATION = re.compile(rf"{HAN}{{2,16}}")


class Byline(NamedTuple):
    """A byline found at characters `[start, end)` of a line."""

    start: int
    end: int
    people: tuple[Person, ...]


def leading_byline(line: str) -> Byline | None:
    """Find `本报讯（记者×××）`, `新华社××11月11日电`, `（记者×× 通讯员××）` at the head of a line."""
    dateline = _DATELINE.match(line)
    head = dateline or _LOCAL_DATELINE.match(line)
    bracketed = _BRACKETED.match(line, head.end() if head else 0)
    people = parse_people(bracketed.group(1)) if bracketed else None
    if people and bracketed:
        return Byline(0, bracketed.end(), people)
    if (reported := _REPORTED.match(line, dateline.end() if dateline else 0)) and (
        people := parse_people(reported["people"])
    ):
        return Byline(0, reported.end(), people)
    return Byline(0, dateline.end(), ()) if dateline else None


def trailing_byline(line: str) -> Byline | None:
    """Find `（本报记者 ×××）` at the tail of a line."""
    start = max(line.rfind("（"), line.rfind("("))
    bracketed = _BRACKETED.fullmatch(line[start:].rstrip("。")) if start >= 0 else None
    people = parse_people(bracketed.group(1)) if bracketed else None
    return Byline(start, len(line), people) if people else None


def whole_byline(line: str) -> Byline | None:
    """Read a line that is a byline and nothing else, `本报记者 ×××` or `□ 通讯员 ×× ××`."""
    if len(line) > _LONGEST:
        return None
    body = line.strip("■□▲△●◎○◆ \u3000")
    if bracketed := _BRACKETED.fullmatch(body):
        body = bracketed.group(1)
    people = parse_people(body) if len(body) <= 60 else None
    return Byline(0, len(line), people) if people else None


def parse_people(text: str) -> tuple[Person, ...] | None:
    """Read `记者×× 通讯员×××、××` into people; None if anything else stands in the text."""
    if named_first := _NAMED_FIRST.fullmatch(text.strip()):
        return (Person(named_first[1], named_first[2]),)
    marks = list(_ROLE.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return None
    people: list[Person] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        printed = re.sub(
            r"[／/](?:文|图|摄)|\s*(?:报道|整理|文)$", "", text[mark.end() : after.start() if after else None]
        )
        names = _names(printed)
        if not names:
            return None
        people += [Person(name, mark["role"]) for name in names]
    return tuple(people)


def _names(text: str) -> list[str]:
    """Return the names of a list; a two-character name printed wide (李 明) is one name."""
    parts = [part for part in _SEPARATOR.split(text.strip()) if part]
    names: list[str] = []
    for part in parts:
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        else:
            names.append(part)
    return names if all(re.fullmatch(_NAME, name) and name not in _NOT_NAMES for name in names) else []


def parse_credit(text: str) -> tuple[Person, ...] | None:
    """Read `刘×× 周×× 摄`, `（××局供图）` or `资料图片`; None if the text is anything else."""
    body = text.strip()
    if len(body) > _LONGEST:
        return None
    if bracketed := _BRACKETED.fullmatch(body):
        body = bracketed.group(1).strip()
    body = body.rstrip("。")
    if _CREDIT_ALONE.fullmatch(body):
        return ()
    if provided := _PROVIDED.fullmatch(body):
        return (Person(provided["who"], "供图"),)
    if desk := _DESK.fullmatch(body) or _DESK_OF_PAGE.fullmatch(body):
        return _desk_people(desk)
    credit = _CREDIT.fullmatch(body)
    if not credit:
        return None
    who, role = credit["who"].strip(), credit["role"]
    if who[-1:] in "拍所在":  # 拍摄, 所摄: a verb and no name before it
        return None
    named = parse_people(who)
    names = [person.name for person in named] if named else _names(who)
    if not names and role == "供图" and _ORGANISATION.fullmatch(who):
        names = [who]
    return tuple(Person(name, role) for name in names) or None


def _desk_people(desk: re.Match[str]) -> tuple[Person, ...] | None:
    """Return the people of a line about who put the page together."""
    groups = desk.groupdict()
    who, role = groups.get("names") or groups["who"], groups.get("desk") or groups["role"]
    named = parse_people(who)
    names = [person.name for person in named] if named else _names(who)
    return tuple(Person(name, role) for name in names) or None


# a name and 摄 after a blank, where the caption has no full stop
_AFTER_BLANK = re.compile(rf"\s+(?P<credit>{_NAME}(?:\s+{_NAME}){{0,2}}\s*[/／]?\s*(?:摄影报道|摄))$")
# a credit stands after the end of a sentence or in a bracket of its own
_TAIL = re.compile(
    r"(?:(?<=[。！？!?”])|(?=[（(]))\s*(?P<credit>[（(][^（）()]{2,60}[）)]。?|[^。！？!?，；（）()]{2,60})$"
)


def trailing_credit(line: str) -> tuple[int, tuple[Person, ...]] | None:
    """Find a photo credit at the tail of a line; return where it starts and its people."""
    for match in _TAIL.finditer(line, max(len(line) - 2 * _LONGEST, 0)):
        people = parse_credit(match["credit"])
        if people is not None and match.start("credit") > 0:
            return match.start("credit"), people
    after_blank = _AFTER_BLANK.search(line, max(len(line) - _LONGEST // 2, 0))
    people = parse_credit(after_blank["credit"]) if after_blank else None
    return (after_blank.start("credit"), people) if after_blank and people else None
