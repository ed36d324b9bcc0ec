"""The figures as Markdown, in Chinese, and where they stand in the README."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engines.beyond import FAR, SHARD, Reach, reach, shards
from engines.figures import our_points
from engines.listed import Engine

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
_ASKED = {
    "CPU p50": "cpu_p50_ms",
    "CPU p99": "cpu_p99_ms",
    "用时 p50": "wall_p50_ms",
    "用时 p99": "wall_p99_ms",
    "tantivy = 1": "of_tantivy",
    "rank-bm25 = 1": "of_rank_bm25",
    "带宽下限 = 1": "of_floor",
}
_BUILT = {
    "建库 CPU（秒）": "build_cpu_s",
    "建库用时（秒）": "build_s",
    "建库内存（MB）": "build_peak_mb",
    "磁盘（MB）": "disk_mb",
    "打开（秒）": "open_s",
    "第一问（毫秒）": "first_ms",
    "答题内存（MB）": "memory_mb",
}


def markdown(report: Mapping[str, Any], engines: Sequence[Engine]) -> str:
    """Return everything that is said of a run."""
    sizes = report["sizes"]
    parts = [
        _corpus(report),
        "一问（毫秒；每题三遍取最快，再在各题间取 p50、p99；三列比值是 CPU p50 之比，只比双方都答过的题）：",
        _table(sizes, engines, _ASKED, ("与精确 BM25 前十相同", _right)),
        "建库和打开：",
        _table(sizes, engines, _BUILT),
        *_notes(sizes, engines),
    ]
    if points := our_points(sizes):
        parts += _beyond(points, sizes[-1])
    return "\n\n".join(parts)


def _corpus(report: Mapping[str, Any]) -> str:
    sizes = "，".join(f"{size['passages']:,} 段有 {size['words']:,} 个不同的词" for size in report["sizes"])
    machine = report["machine"]
    return (
        f"段落由 {report['texts']} 的真实文字按固定种子拼成，每段 60 到 120 个词（{sizes}）；{report['questions']} 个真实问题，"
        f"平均 {report['words_a_question']:.1f} 个词，停用词都留着；各引擎拿到的是同样的词，取前 10 段。{machine['processor']}，"
        f"{machine['cores']} 核，开始时负载 {machine['load']:.1f}，Python {machine['python']}；每个引擎只用一个线程，轮流提问。"
    )


def _table(
    sizes: Sequence[Mapping[str, Any]],
    engines: Sequence[Engine],
    columns: Mapping[str, str],
    last: tuple[str, Any] | None = None,
) -> str:
    rows = [["段数", "引擎", *columns, *(last[:1] if last else ())]]
    for size in sizes:
        for engine in engines:
            if figures := size["engines"].get(engine.key):
                cells = [number(figures[name]) for name in columns.values()]
                title = f"**{engine.title}**" if engine.key == "ours" else engine.title
                rows.append([f"{size['passages']:,}", title, *cells, *([last[1](figures, engine)] if last else [])])
    return _lines(rows)


def _lines(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---|" + "---:|" * (len(rows[0]) - 2), *lines[1:]])


def _right(figures: Mapping[str, float], engine: Engine) -> str:
    own = "" if engine.k1 == 1.5 else f"；按它的 k1={engine.k1} 为 {figures['right_own_k1']:.3f}"
    return f"{figures['right']:.3f}{own}"


def number(value: float | None) -> str:
    """Return a figure with three digits that count, `—` for none."""
    if value is None:
        return "—"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _notes(sizes: Sequence[Mapping[str, Any]], engines: Sequence[Engine]) -> list[str]:
    few = [
        f"{engine.title} 在 {size['passages']:,} 段上只问 {figures['questions']} 题"
        for engine in engines
        for size in sizes
        if (figures := size["engines"].get(engine.key)) and figures["questions"] < _most(size)
    ]
    left_out = [
        f"{size['passages']:,} 段没有测 {engine.title}"
        for size in sizes
        for engine in engines
        if engine.most and size["passages"] > engine.most[-1][0]
    ]
    slow = "；".join([*few, *left_out])
    fastest = max(size["bandwidth_gb_s"] for size in sizes)
    return [
        f"带宽下限：问题各词的倒排项都读一遍，每项 {sizes[-1]['posting_bytes']:.3g} 字节，除以同场 numpy 复制所得的带宽（{fastest:.1f} GB/s，读写都算）。"
        "精确 BM25：k1=1.5，b=0.75，Lucene 的 idf，同分都算对；rank-bm25 和 FTS5 的 idf 另有写法。"
        "建库 CPU 不含产生段落；打开含载入程序库；内存是没有文件作后备的那部分，建库的含段落和词表；bm25s 两行用同一份文件；rank-bm25 用 pickle 存取。"
        + (f"太慢的少问或不测：{slow}。" if slow else "")
    ]


def _most(size: Mapping[str, Any]) -> int:
    return max(figures["questions"] for figures in size["engines"].values())


def _beyond(points: Sequence[Any], largest: Mapping[str, Any]) -> list[str]:
    known = {"posting_bytes": largest["posting_bytes"], "bandwidth": largest["bandwidth_gb_s"] * 1e9}
    measured = [
        (reach([point], point.passages, **known), f"{number(point.seconds * 1000)}（实测）") for point in points
    ]
    drawn = [reach(points, size, **known) for size in (SHARD, FAR)]
    rows = [
        ["段数", "", "倒排项", "字节", "一问碰到的倒排项", "按带宽（毫秒）", "按实测每项（毫秒）", "答题内存（MB）"]
    ]
    rows += [_reach(each, "", pace) for each, pace in measured]
    rows += [_reach(each, "推算", number(each.at_pace * 1000)) for each in drawn]
    pace = points[-1].seconds / points[-1].touched * 1e9
    return [
        "一台机器以外（有据；末两行是由最大的两次实测画直线推算的，没有测过）：",
        _lines(rows),
        f"最大一次实测，问题碰到的每个倒排项合 {pace:.2f} 纳秒。{FAR:,} 段按每片 {SHARD:,} 段要分 {shards(FAR)} 片；"
        "各片同时答，一问的用时就是一片的用时加合并前十。",
    ]


def _reach(each: Reach, kind: str, pace: str) -> list[str]:
    return [
        f"{each.passages:,}",
        kind,
        f"{each.postings:,.0f}",
        f"{number(each.bytes / 1e9)} GB",
        f"{each.touched:,.0f}",
        number(each.at_bandwidth * 1000),
        pace,
        f"{each.memory_mb:,.0f}",
    ]


def put_between_marks(text: str, told: str) -> str:
    """Return the text with what is between the two marks replaced."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"要有一对标记：{BEGIN} 和 {END}")
    return re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n\n{told}\n\n{END}", text, flags=re.DOTALL)
