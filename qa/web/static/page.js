// All text reaches the page through textContent; offsets are code points, so strings are cut as arrays of them.
const form = document.getElementById("form");
const box = document.getElementById("q");
const result = document.getElementById("result");

const KINDS = {
  title: "标题", caption: "图片说明", credit: "图片署名", byline: "署名", table_row: "表格一行",
  table_title: "表题", subhead: "小标题", jump: "转版标记",
};
const LIMITS = { approx: "约数", at_least: "不少于", at_most: "不超过" };
let latest = 0; // number of the last question asked: an answer that comes after a later question is dropped

function add(parent, tag, text, className) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (className) node.className = className;
  parent.append(node);
  return node;
}

function quoteNode(quote, parent) {
  if (quote.context) add(parent, "p", quote.context, "note");
  const block = add(parent, "blockquote", "");
  const letters = [...quote.text];
  let at = 0;
  for (const [start, end] of quote.marks) {
    block.append(letters.slice(at, start).join(""));
    add(block, "mark", letters.slice(start, end).join(""));
    at = end;
  }
  block.append(letters.slice(at).join(""));
  const title = quote.article.title ? `《${quote.article.title}》` : "（无标题）";
  const place = quote.paragraph === null ? ` ${KINDS[quote.kind] ?? ""}` : ` 第 ${quote.paragraph + 1} 段第 ${quote.sentence + 1} 句`;
  const spans = quote.spans.map(([start, end]) => `[${start}, ${end})`).join("+");
  add(parent, "p", `${title} ${quote.article.byline.join("、")}${place} · ${quote.source.path} ${spans}`, "place");
  for (const other of quote.also) {
    add(parent, "p", `又见：${other.source} ${other.spans.map(([start, end]) => `[${start}, ${end})`).join("+")}`, "place");
  }
  if (quote.note) add(parent, "p", `注意：${quote.note}`, "note");
}

function figures(quote, parent) {
  if (!quote.quantities.length) return;
  const table = add(parent, "table", "");
  const rows = [["原文", "数值", "单位", "限定", "时间", "所指"]];
  const head = add(table, "tr", "");
  for (const name of rows[0]) add(head, "th", name);
  for (const figure of quote.quantities) {
    const row = add(table, "tr", "");
    const value = figure.value_max === null ? figure.value : `${figure.value} 至 ${figure.value_max}`;
    const limit = LIMITS[figure.qualifier] ? `${LIMITS[figure.qualifier]}（${figure.qualifier_text}）` : "";
    const cells = [figure.text, value, figure.unit, limit, figure.time, figure.subject ?? figure.noun];
    rows.push(cells.map((cell) => cell ?? ""));
    for (const cell of rows.at(-1)) add(row, "td", cell);
  }
  const button = add(parent, "button", "复制这张表");
  button.type = "button";
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(rows.map((cells) => cells.join("\t")).join("\n"));
    button.textContent = "已复制";
  });
}

function show(answer) {
  result.replaceChildren();
  if (answer.status === "no_answer") {
    add(result, "p", `没有答案：${answer.reason.message}`, "short");
    if (answer.nearest.length) add(result, "p", "最接近的原文（不是答案）：");
    answer.nearest.forEach((quote) => quoteNode(quote, result));
    return;
  }
  if (answer.answer !== null) add(result, "p", [answer.answer].flat().join("、"), "short");
  answer.quotes.forEach((quote, number) => {
    if (number === 1) add(result, "h2", "另有相关原文");
    quoteNode(quote, result);
    if (number === 0) figures(quote, result);
  });
}

async function ask(question) {
  const mine = ++latest;
  document.title = `${question} · 有据`;
  result.setAttribute("aria-busy", "true");
  if ([...question].length > 512) {
    result.replaceChildren();
    add(result, "p", "问题太长，最多 512 个字，请缩短。", "short");
    return;
  }
  try {
    const response = await fetch(`/api/ask?q=${encodeURIComponent(question)}`);
    const body = await response.json();
    if (mine !== latest) return;
    if (response.ok) show(body);
    else { result.replaceChildren(); add(result, "p", body.detail, "short"); }
  } catch {
    if (mine !== latest) return;
    result.replaceChildren();
    add(result, "p", "连不上服务，请稍后再试。", "short");
  }
  result.setAttribute("aria-busy", "false");
}

// while a Chinese input method is composing, Enter chooses a word and must not ask
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!box.value.trim()) return;
  history.pushState(null, "", `/?q=${encodeURIComponent(box.value)}`);
  ask(box.value);
});
function fromAddress() {
  const question = new URLSearchParams(location.search).get("q");
  box.value = question ?? "";
  if (question) ask(question);
  else result.replaceChildren();
}
addEventListener("popstate", fromAddress);
fromAddress();
