"""An Answer for a person at a terminal: the piece, the sentence with its marks, the figures, the place."""

import re

import click

from qa.answer import Answer, Quantity, Quote, Span
from qa.escape import escape

_PRINTED = ("date", "year", "year_range", "ordinal_rank")  # say more as printed than as ISO 8601
_FORMULA = re.compile(r"[=@]|[+-](?!\d)")
_QUALIFIERS = {"approx": "约数", "at_least": "不少于", "at_most": "不超过"}
_DIRECTIONS = {"up": "上升", "down": "下降"}


def render(answer: Answer) -> str:
    """Return the answer as lines of text with ANSI styles; click drops them where they are not wanted."""
    if answer.status == "no_answer":
        lines = [click.style("没有答案：", fg="yellow", bold=True) + (answer.reason.message if answer.reason else "")]
        if answer.nearest:
            lines += ["", click.style("最接近的原文（不是答案）：", dim=True)]
        return "\n".join(lines + [line for quote in answer.nearest for line in _quote(quote, None, brief=True)])
    lines = []
    if answer.answer is not None:
        pieces = (answer.answer,) if isinstance(answer.answer, str) else answer.answer
        lines += [click.style("答：", bold=True) + click.style(escape("、".join(pieces)), fg="green", bold=True), ""]
    if answer.note:
        lines += [click.style(f"注意：{answer.note}", fg="yellow"), ""]
    first, *others = answer.quotes
    lines += _quote(first, answer, brief=False)
    if others:
        lines += ["", click.style("另有相关原文：", dim=True)]
    return "\n".join(lines + [line for quote in others for line in _quote(quote, None, brief=True)])


def _quote(quote: Quote, answer: Answer | None, *, brief: bool) -> list[str]:
    # a bar and not quotation marks: what stands after it is the source's text to the character
    lines = [f"▎{_marked(quote, answer)}", "  " + click.style(place(quote), dim=True)]
    if quote.context:
        lines.insert(0, click.style(f"（表）{escape(quote.context)}", dim=True))
    if quote.note:
        lines.append("  " + click.style(f"注意：{quote.note}", fg="yellow"))
    if brief:
        return lines
    lines += [f"  又见：{also.source} {_offsets(also.spans)}" for also in quote.also]
    if quote.quantities:
        lines += ["  句中数字："] + [f"    {figure_line(quantity)}" for quantity in quote.quantities]
    return lines


def _marked(quote: Quote, answer: Answer | None) -> str:
    """Return the sentence with the matched words underlined and the answering piece in colour."""
    styles = ["plain"] * len(quote.text)
    for start, end in quote.marks:
        styles[start:end] = ["mark"] * (end - start)
    pieces = answer.answer if answer else None
    for piece in (pieces,) if isinstance(pieces, str) else pieces or ():
        near = answer.quantity.start - len(piece) if answer and answer.quantity else 0
        start = quote.text.find(piece, max(near, 0))
        start = quote.text.find(piece) if start < 0 else start
        styles[start : start + len(piece)] = ["piece"] * len(piece)
    shown, at = [], 0
    while at < len(styles):
        end = at
        while end < len(styles) and styles[end] == styles[at]:
            end += 1
        shown.append(_style(quote.text[at:end], styles[at]))
        at = end
    return "".join(shown)


def _style(text: str, name: str) -> str:
    text = escape(text)
    if name == "piece":
        return click.style(text, fg="green", bold=True, underline=True)
    return click.style(text, underline=True) if name == "mark" else text


def figure_line(quantity: Quantity) -> str:
    """Return one figure as a line: printed form, value with unit, how exact it is, what it is of and when."""
    parts = [escape(quantity.text)]
    if quantity.value is not None and quantity.kind not in _PRINTED:
        values = [_grouped(value) for value in (quantity.value, quantity.value_max) if value is not None]
        parts.append(f"= {' 至 '.join(values)} {quantity.unit or ''}".rstrip())
    if quantity.qualifier in _QUALIFIERS:
        words = f"，原文“{quantity.qualifier_text}”" if quantity.qualifier_text else ""
        parts.append(f"（{_QUALIFIERS[quantity.qualifier]}{words}）")
    of = [escape(said) for said in (quantity.subject or quantity.noun, quantity.time, quantity.per) if said]
    return " · ".join([" ".join(parts), *of])


COLUMNS = ("原文", "数值", "单位", "限定", "时间", "所指")


def figure_row(quantity: Quantity) -> str:
    """Return one figure as a row of a table, tab-separated in the order of `COLUMNS`, for a spreadsheet."""
    values = " 至 ".join(value for value in (quantity.value, quantity.value_max) if value is not None)
    exact = _QUALIFIERS.get(quantity.qualifier or "", "")
    limit = f"{exact}（{quantity.qualifier_text}）" if exact and quantity.qualifier_text else exact
    # what a figure may not be quoted without
    bounds = "，".join(filter(None, (limit, _DIRECTIONS.get(quantity.direction or ""), quantity.per)))
    cells = (quantity.text, values, quantity.unit, bounds, quantity.time, quantity.subject or quantity.noun)
    return "\t".join(_inert(escape(cell or "")) for cell in cells)


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a negative number stays one, `=1+1` becomes text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _grouped(value: str) -> str:
    """Return a value with its thousands parted, 170,300,000,000."""
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else value


_KINDS = {
    "title": "标题", "caption": "图片说明", "credit": "图片署名", "byline": "署名", "table_row": "表格一行",
    "table_title": "表题", "subhead": "小标题", "jump": "转版标记", "footnote": "脚注",
}  # fmt: skip


def place(quote: Quote) -> str:
    """Return where a quote stands: article, byline, paragraph, file and offsets."""
    unit = (
        f"第 {quote.paragraph + 1} 段第 {quote.sentence + 1} 句" if quote.paragraph is not None else _KINDS[quote.kind]
    )
    title = f"《{quote.article.title}》" if quote.article.title else "（无标题）"
    people = f" {'、'.join(quote.article.byline)}" if quote.article.byline else ""
    day = f" {quote.article.date}" if quote.article.date else ""
    return escape(f"{title}{people}{day} · {unit} · {quote.source.path} {_offsets(quote.spans)}")


def _offsets(spans: tuple[Span, ...]) -> str:
    return "+".join(f"[{start}, {end})" for start, end in spans)
