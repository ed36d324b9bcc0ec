"""Every feature in a reader's words."""

BESIDE_BEST = ("coverage", "own", "pairs", "pairs_own", "pairs_rare", "rare_here", "near", "with_before")
BESIDE_ARTICLE = ("coverage", "own", "pairs_own")
CLOSER_BESIDE_BEST = (
    "kind_found",
    "asked_found",
    "asked_noun",
    "lead",
    "tail",
    "in_order",
    "in_order_clause",
    "clause_pairs",
)
KINDS = ("count", "date", "person", "place", "list", "reason", "method", "yesno")

_ONE_BY_ONE = {
    "passage": "所在的段与问句相近", "passage_level": "所在的段与问句相近的程度", "article": "所在的文章与问句相近",
    "article_sum": "文章里有几段与问句相近", "coverage": "标题和句子里有问到的词", "own": "句子本身有问到的词",
    "title": "标题里有问到的词", "around": "文章里有问到的词", "with_before": "连同前一句有问到的词",
    "with_after": "连同后一句有问到的词", "rare_here": "别的候选句少有的词", "rare_in_article": "文中少有的词",
    "only": "文中只有这一句有的词", "missing": "缺了最要紧的词", "length_weighed": "短句里有问到的词",
    "pairs": "与问句相同的字对", "pairs_own": "句中与问句相同的字对", "pairs_rare": "少见的相同字对",
    "pairs_rare_titled": "连同标题少见的相同字对", "common": "与问句相同的一段字", "characters": "与问句相同的字",
    "before_asked": "问词前面的字", "after_asked": "问词后面的字", "focus": "有所问的名词", "kind": "有所问的那一类内容",
    "unit": "有所问的单位", "near": "问到的词就在数字旁边", "figures": "数字的个数", "new_figures": "问句里没有的数字",
    "quoted": "有引号或书名号", "spread": "问到的词分散", "in_unit": "段中第几句", "unit_size": "段中有几句",
    "place_in_unit": "在段中的位置", "length": "句子长短", "new_words": "问句里没有的词", "question_length": "问句长短",
    "numeric": "问的是数字", "place": "文章说的是所问的地方", "year": "有所问的年份", "writer": "是署名",
    "picture": "是图片说明", "form": "句子的形式（标题、署名等）",
    "kind_found": "所问的那一类有几处", "asked_found": "疑问词所问的有几处", "asked_noun": "疑问词后的名词",
    "topic": "疑问词前的词", "lead": "疑问词前的一段字", "tail": "疑问词后的一段字", "named": "有人名",
    "pauses": "逗号和顿号的个数", "asking": "疑问词", "in_order": "依次与问句相同的字",
    "in_order_clause": "一个分句里依次与问句相同的字", "clause_pairs": "一个分句里与问句相同的字对",
    "clause_asked": "这个分句里有疑问词所问的", "clause_length": "这个分句的长短", "clause_at": "这个分句是第几个",
    "clauses": "分句的个数", "meaning": "意思与问句相近（句向量）",
}  # fmt: skip

TITLES = (
    _ONE_BY_ONE
    | {f"{name}_beside_best": f"{_ONE_BY_ONE[name]}（比最多的候选句）" for name in (*BESIDE_BEST, *CLOSER_BESIDE_BEST)}
    | {f"{name}_beside_article": f"{_ONE_BY_ONE[name]}（比同文最多的一句）" for name in BESIDE_ARTICLE}
    | {f"asks_{kind}": f"问的种类（{kind}）" for kind in KINDS}
)
