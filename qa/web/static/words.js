// What the answers' codes are called in Chinese, and how values are written: as strings, never as numbers.

export const KINDS = {
  title: "标题", caption: "图片说明", credit: "图片署名", byline: "署名", table_row: "表格一行",
  table_title: "表题", subhead: "小标题", jump: "转版标记", furniture: "页码页眉", footnote: "脚注",
};
const LIMITS = { approx: "约数", at_least: "不少于", at_most: "不超过" };
const DIRECTIONS = { up: "上升", down: "下降" };
const PRINTED = new Set(["date", "year", "year_range", "ordinal_rank", "phone", "identifier"]); // not amounts

export const COLUMNS = ["原文", "数值", "单位", "限定", "时间", "所指"];

export function grouped(value) {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(value) ?? [];
  return whole ? sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ?? "") : value;
}

// an ISO date or range as people read it: --11-11T09:30 is a day whose year is not printed
function when(value) {
  return value.replaceAll("/", " 至 ").replaceAll("T", " ").replace(/(^| )--/g, "$1");
}

function between(figure, shown) {
  return [figure.value, figure.value_max].filter((value) => value !== null).map(shown).join(" 至 ");
}

function limit(figure) {
  const name = LIMITS[figure.qualifier];
  return name && figure.qualifier_text ? `${name}（${figure.qualifier_text}）` : name ?? "";
}

// what a figure may not be quoted without, beside its value
export function bounds(figure) {
  return [limit(figure), DIRECTIONS[figure.direction], figure.per].filter(Boolean).join("，");
}

export function meant(figure) {
  return figure.subject ?? figure.noun ?? "";
}

export function cells(figure) {
  const value = between(figure, PRINTED.has(figure.kind) ? when : grouped);
  return [figure.text, value, figure.unit ?? "", bounds(figure), when(figure.time ?? ""), meant(figure)];
}

// for a spreadsheet: values as they are, and nothing that it would take for a formula or for another cell
export function tableRow(figure) {
  const value = between(figure, String);
  return [figure.text, value, figure.unit, bounds(figure), figure.time, meant(figure)].map(cellText).join("\t");
}

function cellText(text) {
  const kept = (text ?? "").replace(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, escaped);
  return /^([=@]|[+-](?!\d))/.test(kept) ? `'${kept}` : kept;
}

function escaped(character) {
  const short = { "\t": "\\t", "\n": "\\n", "\r": "\\r" }[character];
  const code = character.codePointAt(0).toString(16);
  return short ?? (code.length < 3 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`);
}

export function offsets(spans) {
  return spans.map(([start, end]) => `[${start}, ${end})`).join("+");
}

export function titled(article) {
  return article.title ? `《${article.title}》` : "（无标题）";
}

export function place(quote) {
  if (quote.paragraph === null) return KINDS[quote.kind] ?? quote.kind;
  return `第 ${quote.paragraph + 1} 段第 ${quote.sentence + 1} 句`;
}
