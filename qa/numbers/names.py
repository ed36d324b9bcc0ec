"""The name beside a figure: what stands before it without verbs and adverbs, and what follows it (guideline §8)."""

import functools
import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.numbers.boundaries import is_boundary
from qa.tables import read_table

_STOP = re.compile(r"[，。；：！？（）()、]")
PER = re.compile(
    r"每(?:[0-9]+[十百千万亿]*)?[百千万十]?(?:名|位)?(?:人口|人|户|股|张|亩|次|年|月|日|天|周|平方米|平方公里|公斤|千克|斤|吨|升|毫升|立方米|盎司|度|千瓦时|小时|分钟|秒|公里|生|学年|件|个|瓶|套|辆|台|桶|晚|间|例|头|米)"
    r"(?:每(?:年|月|日|天|周|学年|次|人|生))?"
)  # fmt: skip
_COMPARISON = re.compile(
    r"^占(?![地比]).*$|^(?:均|则|又|也)?(?:同比|环比|较|比|高于|低于|优于|超过).*$|(?:同比|环比|较上|比上|较去|比去|较年|比年|较前|比前|较20|比20).*$"
)
# what is said before the last thing of a list; the 等 of 二等座 is of a class
_LISTED = re.compile(r"(?<![一二三四五六七八九十特优高中初同平相])等(?!级|候|待|额|离子|效|值)(?=[^、]*$)|、")
_OWN = re.compile(
    r"^(?:该|本|此)(?:[市县省区校院行厂店股]|项目|高速|公司|企业|线路|平台|基金|芯片|产品|品牌|游戏|剧|片|书)?(?=[一-鿿]{2})"
)


_PLACED = {"头": "^(?:{})", "尾": "(?:{})$", "中": "{}", "后": "{}"}


@functools.cache
def _words(where: str) -> re.Pattern[str]:
    """Return the pattern of a row of the table of context words, longest word first."""
    words = {word for side, row in read_table("context_words.tsv") if side == where for word in row.split(" ")}
    return re.compile(_PLACED[where].format("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))


def name_before(text: str) -> str:
    """Return the name that ends a stretch of text, without the verbs on either side."""
    text = PER.sub("", _COMPARISON.sub("", text))
    text = _LISTED.split(text)[-1]
    while (match := _words("尾").search(text)) and (len(match.group()) > 1 or is_boundary(text, match.start())):
        text = text[: match.start()]
    cuts = [verb.end() for verb in _words("中").finditer(text) if is_boundary(text, verb.end())]
    if cuts and cuts[-1] < len(text):
        text = text[cuts[-1] :]
    while (match := _words("头").match(text)) and len(text) - match.end() != 1 and is_boundary(text, match.end()):
        text = text[match.end() :]
    return _OWN.sub("", text).strip(" ，、的")


def name_after(sentence: str, quantities: Sequence[Quantity], at: int) -> str:
    """Return the name that follows a figure up to a verb, a pause or the next figure."""
    end = quantities[at].end
    limit = quantities[at + 1].start if at + 1 < len(quantities) else len(sentence)
    stop = _STOP.search(sentence, end, min(limit, end + 40))
    text = sentence[end : stop.start() if stop else min(limit, end + 40)]
    verb = _words("后").search(text)
    return text[: verb.start()] if verb else text
