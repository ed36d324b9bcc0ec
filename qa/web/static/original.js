// The untouched file beside what was made of it: nothing of the print is hidden, nothing added to its text.
import { el } from "./dom.js";
import { offsets } from "./words.js";

export function needsOriginal(unit) {
  return unit.spans.length > 1 || unit.doubtful || unit.lost_head || unit.lost_tail;
}

export function original(unit, file, cited) {
  const pieces = unit.original.map(({ text, sentence, omitted }) => {
    if (omitted) return el("span", { class: "gap omitted", "data-omitted": `略去 ${omitted} 字` });
    if (sentence === null) return between(text);
    return el(sentence === cited ? "mark" : "span", { class: sentence === cited ? "cited" : "own" }, text);
  });
  return el(
    "div", { class: "print" },
    el("p", { class: "label" }, `文件原样 · ${file} ${offsets(unit.spans)}`),
    el("p", { class: "stretch", dir: "ltr" }, pieces),
  );
}

// what stands between the parts of a paragraph: line breaks, Markdown signs, or another column's text;
// its name is written by the style sheet, so that the text here stays the file's
function between(text) {
  if (!text.trim()) return el("span", { class: "gap" }, text);
  const words = /[\p{L}\p{N}]/u.test(text);
  return el("span", { class: words ? "gap other" : "gap signs" }, text);
}

export function warnings(unit) {
  return [
    unit.lost_head && "这一段的开头在版面上缺失",
    unit.lost_tail && "这一段的结尾在版面上缺失",
    unit.doubtful && doubt(unit.spans),
    !unit.doubtful && unit.spans.length > 1 && "这一段在文件里是断开的，已接回",
  ].filter(Boolean);
}

function doubt(spans) {
  if (spans.length === 1) return "版面上可能有词序颠倒，照原样列出";
  const turned = spans.some(([start], at) => at > 0 && start < spans[at - 1][1]);
  return turned ? "版面上词序颠倒，已按通则接回，请核对文件原样" : "版面上隔着别的文字，已按通则接回，请核对文件原样";
}
