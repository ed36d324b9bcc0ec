"""Does this run of text go on from that one? What the words at a break tell, by rules of the language."""

import functools
import re
from collections import Counter

from index.terms import Tokenizer, lexicon

# words that open a paragraph of a report and hardly ever continue a sentence
_FRESH = re.compile(
    r"(?:近日|日前|近年来|近期|连日来|据悉|据了解|据介绍|据统计|此外|同时|与此同时|目前|截至目前|下一步|接下来|另外|另据|"
    r"当天|当日|昨日|昨天|今日|今天|记者|图为|本报讯|首先|其次|最后|总之|"
    r"[一二三四五六七八九十]{1,2}[、是]|（[一二三四五六七八九十]{1,2}）|\d{1,2}[.．、](?!\d))"
)
# marks and words that cannot open a sentence: what stood before them is missing
_MID = re.compile(
    r"[，、。；：）》”’！？%％…—～~·]"
    r"|(?:之一|而言)|为[主准限宜][，。、；]|[^啊哎唉嘿哟哦喂好对是不嗯妈爸一二三四五六七八九十答问][，、；](?=[\u4e00-\u9fff])"
    r"|等(?:\d|[一二两三四五六七八九十]|[，、。；]|地[，、]|人[，、]|方面|单位|部门|产业|领域|地区)"
    r"|(?:[万亿]+(?:[元吨户亩尾]|人次|千瓦|标箱)|个?百分点|人次|[平立]方米|平方公里|[万亿]?千瓦时?|兆瓦|千伏|公里|公顷|毫米|摄氏度|标箱|载重吨|余[名个家项人])"
    r"|(?:年|月|日|元|个|家|项|名|吨|倍|位|座|台|套|次|户|亩|米)[，、。；]"
)
# a particle or a measure word stands after something
_NEVER_FIRST = frozenset(
    [
        "的",
        "地",
        "得",
        "了",
        "着",
        "们",
        "个",
        "名",
        "项",
        "座",
        "台",
        "套",
        "辆",
        "件",
        "艘",
        "亩",
        "吨",
        "元",
        "年",
        "岁",
        "倍",
        "小时",
        "分钟",
        "万",
        "亿",
    ]
)
_SLOGAN = re.compile(r"[\u4e00-\u9fff]{2,4}[、，][\u4e00-\u9fff]{2,4}[、，。]")
# 12|.6亿元, 12.|6亿元, 12|亿元; a comma behind a figure proves nothing unless three digits follow
_NUMBER_BROKEN = re.compile(
    r"\d\|[\d.．%％万亿千百元年月日时分秒个家项名人次吨米公里平户亩座台套位余多]|\d[.．]\|\d|\d[,，]\|\d{3}(?!\d)"
)
# 某局副局长 | 韩××表示，…
_OFFICE = re.compile(
    r"(?:局长|主任|书记|[省市县区镇乡村州部处科院校站所队厂行会组班店场社馆台]长|经理|负责人|工程师|教授|研究员|专家|医生|医师"
    r"|主席|秘书长|代表|委员|村民|居民|市民|游客|农户|大户|工作人员|传承人|创始人)$"
)
_SPEAKS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:表示|介绍|坦言|提醒|认为|指出|解释|告诉|透露|强调|回忆|[^，。]{0,4}说)")


def is_fresh(text: str) -> bool:
    """Tell whether the text begins as paragraphs of a report begin and the rest of a sentence hardly ever does."""
    return bool(_FRESH.match(text))


class Continuity:
    """Judges breaks on one page; it knows which characters this page only uses inside words."""

    def __init__(self, tokenizer: Tokenizer, page: str) -> None:
        self._tokenizer = tokenizer
        self._page = page
        self._word_ends = frozenset("".join(lexicon("tails.txt")))

    def score(self, before: str, after: str) -> int:
        """Return how strongly `after` reads as going on from `before`: above 0 it does, below 0 it does not."""
        if _NUMBER_BROKEN.search(f"{before[-2:]}|{after[:4]}"):
            return 4
        if _OFFICE.search(before) and _SPEAKS.match(after):
            return 2
        if self._crosses_word(before, after):
            return 3
        if self.starts_inside(after):
            return 2
        return -2 if is_fresh(after) and before[-1:] not in "，、；：" else 0

    def starts_inside(self, text: str) -> bool:
        """Tell whether the text starts in the middle of a sentence or word."""
        if _MID.match(text):
            return True
        first = next(iter(self._tokenizer.cut(text[:12])), "")
        if first in _NEVER_FIRST:
            return True
        if len(first) != 1 or text[1:2] in ("：", ":") or not "\u4e00" <= first <= "\u9fff":
            return False
        # a single character that this page knows only as the rest of longer words (水 of 污水, 再生水, 节水)
        heads, tails = self._opens[first], self._stands_within[first]
        if tails >= 8 and heads - 1 <= tails * 0.1:
            return True
        # or the language does (塞 of 梗塞, 员 of 队员); 护生态、… is a slogan, which opens with a single verb
        return first in self._word_ends and not _SLOGAN.match(text) and text[1:2] not in "得不来好了"

    @functools.cached_property
    def _words(self) -> list[str]:
        # cutting the page costs more than all the rest; most pages never need it
        return list(self._tokenizer.cut(self._page))

    @functools.cached_property
    def _opens(self) -> Counter[str]:
        return Counter(word[0] for word in self._words)

    @functools.cached_property
    def _stands_within(self) -> Counter[str]:
        return Counter(char for word in self._words for char in word[1:])

    def _crosses_word(self, before: str, after: str) -> bool:
        """Tell whether a word of the dictionary stands across the break."""
        left, right = before[-6:], after[:6]
        at = 0
        for word in self._tokenizer.cut(left + right, hmm=False):
            if at < len(left) < at + len(word):
                return bool(re.fullmatch(r"[\u4e00-\u9fff]+", word))
            at += len(word)
        return False
