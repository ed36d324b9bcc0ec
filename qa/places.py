"""The places a question names: by table (石家庄) or by their last character (故城县)."""

import itertools
import re

from index.terms import Tokenizer, lexicon
from qa.nouns import tag

PROVINCES = frozenset(lexicon("places.txt")[0].split())
CITIES = frozenset(name for row in lexicon("places.txt")[1:] for name in row.split())
_KNOWN = PROVINCES | CITIES
PLACE_ENDINGS = frozenset(["省", "市", "县", "区", "镇", "乡", "村"])
_YEAR_WORD = re.compile(r"(?:19|20)\d{2}年?")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:自治[区州县]|[省市县区镇乡村旗盟])")
# 小区, 园区 and 城市 are kinds of places; 全市 and 哪个县 name none
_NOT_A_PLACE = re.compile(
    r"(?:城[市镇乡]|[小社校园厂景灾疫山库洋林牧]区|开发区|高新区|示范[区县镇村]|试点[市县区]|贫困[县村]|[超股菜楼房车夜早]市|农村)$"
    r"|^(?:[老新主]?城区|中心城区|[市地街老新]区|[全本该各我]|那个?|这个?|哪个?|什么|几个?|多少个?|[一二两三四五六七八九十]个?)[省市县区镇乡村]?$"
)


def find_places(about: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the administrative places named, each once, in order of the words."""
    words = list(tokenizer.cut(_YEAR_WORD.sub(" ", about)))
    # 故城 / 县 is one place however the tokenizer cuts it
    pairs = [a + b for a, b in itertools.pairwise(words) if b in PLACE_ENDINGS and 2 <= len(a) <= 4 and not _joins(a)]
    named = [word for word in words + pairs if word in _KNOWN or _is_place(word)]
    return tuple(dict.fromkeys(named))


def _is_place(word: str) -> bool:
    if len(word) < 3 and word[-1:] != "县":  # X县 is a county of one character; 夜市 and 山村 are no places' names
        return False
    if word[-1] == "省" and word[:-1] not in PROVINCES:  # 省 is a verb as well
        return False
    return bool(_PLACE.fullmatch(word)) and (_is_known_place(word) or not _NOT_A_PLACE.search(word))


def _is_known_place(word: str) -> bool:
    """Tell whether a word that ends as kinds of places do is a place's name: 禹城市 and 萧山区, not 大城市."""
    return len(word) == 3 and word not in ("大城市", "老城区") and tag(word) == "ns"


def _joins(word: str) -> bool:
    """Tell whether a word is none of a place's name: 走进 before 市人民医院, 不出 before 村."""
    return tag(word)[:1] in ("v", "d", "p", "r", "c")
