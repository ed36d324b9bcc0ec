"""Whether the sentence has the names asked for: each of the members counted, a person's, an organisation's, a thing's."""

import re
from collections.abc import Sequence

from qa.answers.asked import Asked
from qa.answers.people import names

_N = r"\d+|[两一二三四五六七八九十百]+"
_ASKED = re.compile("哪|谁|什么|啥|名单|如何称呼|在哪")
_COUNTED = re.compile(rf"({_N})(?:个|位|名|项|家|条|件|所|种|类|处|座|支|批|对|只|部|本|款|张|起|篇|份|县|镇|村|区)")
_MANY = re.compile(
    r"哪些|哪[几两三四五六七八九十]|分别|都[是有叫]|全部|名单|都在|各[是叫]|有谁|有啥|都.{0,4}(?:哪|谁|啥|什么)"
)
_RUN = re.compile(r"[^,;:。、]+(?:、[^,;:。、]+)+")
_VALUE = re.compile(r"\d")
_ONE = re.compile(
    r"(?:[一某该两几]|\d+)[家名位所个支条对只座][\u4e00-\u9fff]{0,8}?$|某[\u4e00-\u9fff]{0,6}$|[该其][\u4e00-\u9fff]{0,2}$"
)
_NAME_ASKED = re.compile("叫(?:什么|啥)|名字|姓[什啥甚]|谁|哪[一]?[位名]|哪[一]?[家所支个座]|全名|名称")
_QUOTED = re.compile("[“《「]([^”》」]{2,20})[”》」]")
_ORG = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:公司|集团|大学|学院|医院|中学|小学|银行|协会|合作社|研究院|研究所|局|委|厂|队|中心|酒店)"
)
_GENERAL = re.compile(r"[一某该两几\d][家所个支名位]|有限公司$|企业$")
_NUMBERS = {char: at for at, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


def members_told(ask: Asked, sentence: str) -> dict[str, float]:
    """Return what is named in a folded sentence beside how many names a question asks for; -1 where it asks for none."""
    asked = bool(_ASKED.search(ask.text))
    many = bool(_MANY.search(ask.text)) and asked
    counted = _COUNTED.search(ask.text) if many else None
    size = _number(counted[1]) if counted else 0
    listed = _listed(sentence)
    persons = {sentence[start:end]: told for (start, end), told in names(sentence).items()}
    new = {name: told for name, told in persons.items() if name not in ask.text}
    return {
        "many_asked": float(many),
        "members_asked": float(min(size, 100)),
        "listed": float(listed) if asked else -1.0,
        "listed_share": min(listed / size, 1.5) if size else -1.0,
        "only_counted": float(bool(counted and counted.group() in sentence)) if many else -1.0,
        "and_others": float(bool(re.search(r"等(?:\d|[,。共个多]|[\u4e00-\u9fff]{2})", sentence))) if many else -1.0,
        "name_asked": float(bool(_NAME_ASKED.search(ask.text))),
        "persons": float(len(new)) if asked else -1.0,
        "titled": max((titled + says / 2 for _, titled, says in new.values()), default=-1.0) if asked else -1.0,
        "title_named": _title_named(ask, sentence, list(new)) if asked else -1.0,
        "quoted_new": float(sum(q not in ask.text for q in _QUOTED.findall(sentence))) if asked else -1.0,
        "orgs_new": float(_orgs(ask.text, sentence)) if asked else -1.0,
        "unnamed": _unnamed(ask, sentence) if asked else -1.0,
        "relative_asked": float(
            bool(re.search("老伴|丈夫|妻子|爱人|儿子|女儿|父亲|母亲|徒弟|师父|孩子|叔|祖|爷|奶", ask.text))
        ),
    }


def _title_named(ask: Asked, sentence: str, new: Sequence[str]) -> float:
    """Return 1 where a name not said in the question follows the title asked about, -1 where that does not stand there."""
    title = ask.topic[-2:]
    if len(title) < 2 or title not in sentence:
        return -1.0
    return float(any(title + name in sentence for name in new))


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS.get(written, 12)


def _listed(sentence: str) -> int:
    """Return how many things without figures the longest enumeration of a sentence has."""
    runs = (run.split("、") for run in _RUN.findall(sentence))
    return max(
        (sum(not _VALUE.search(part) for part in run) + ("和" in run[-1] or "及" in run[-1]) for run in runs), default=0
    )


def _orgs(asked: str, sentence: str) -> int:
    found = (match.group() for match in _ORG.finditer(sentence))
    return sum(name not in asked and not _GENERAL.search(name) for name in found)


def _unnamed(ask: Asked, sentence: str) -> float:
    """Return 1 where what a name is asked of stands there as 一家公司, 某企业 or 该镇 alone, -1 where it does not stand there."""
    noun = ask.head or ask.topic
    places = [match.start() for match in re.finditer(re.escape(noun), sentence)] if len(noun) > 1 else []
    if not places:
        return -1.0
    return sum(bool(_ONE.search(sentence[max(at - 8, 0) : at])) for at in places) / len(places)
