// Why this sentence: read from the server when first opened.
import { get } from "./api.js";
import { button, el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function why(question, quotes, confidence) {
  const body = el("div", { class: "reasons" });
  const name = confidence === null ? "为什么没有答案" : "为什么是这一句";
  const details = el("details", { class: "why" }, el("summary", {}, name), body);
  const load = async () => {
    body.replaceChildren(el("p", {}, "正在查找……"));
    details.setAttribute("aria-busy", "true");
    try {
      const told = await get(`/api/why?${new URLSearchParams({ q: question, top: Math.max(quotes.length, 1) })}`);
      body.replaceChildren(...reasons(told, quotes, confidence));
    } catch (error) {
      body.replaceChildren(el("p", {}, error.message), button("再试", load));
    }
    details.removeAttribute("aria-busy");
  };
  details.addEventListener("toggle", load, { once: true });
  return details;
}

function reasons(told, quotes, confidence) {
  const weighed = `比较了 ${told.considered} 个句子。`;
  const sure = confidence === null ? "" : `把握 ${Math.round(confidence * 100)}%。`;
  const found = quotes.map((quote) => told.sentences.find(({ text }) => text === quote.text));
  return [
    el("p", {}, weighed + sure),
    told.understood.length ? el("dl", { class: "understood" }, told.understood.map(
      ({ name, value }) => el("div", {}, el("dt", {}, name), el("dd", {}, value)),
    )) : null,
    ...found.map((one, at) => one && sentenceReasons(one, at)),
  ].filter(Boolean);
}

function sentenceReasons(one, at) {
  const body = [words("句中有", one.words.filter(({ found }) => found)), words("句中没有", one.words.filter(({ found }) => !found)), bars(one.features)];
  if (at === 0) return el("div", {}, body);
  return el("details", {}, el("summary", {}, `第 ${at + 1} 条原文`), body);
}

function words(name, list) {
  if (!list.length) return null;
  const missing = name === "句中没有";
  return el("p", { class: "words" }, `${name}：`, list.map(({ text }) => el("span", { class: missing ? "missing" : "found" }, text)));
}

// bars to the right speak for the sentence, to the left against it; the drawing is for the eye, the numbers for all
function bars(features) {
  const widest = Math.max(...features.map(({ added }) => Math.abs(added)), 0.01);
  return el("ul", { class: "bars" }, features.map(({ name, added }) => el(
    "li", {}, el("span", { class: "feature" }, name), bar(added / widest),
    el("span", { class: "added" }, (added < 0 ? "−" : "+") + Math.abs(added).toFixed(2)),
  )));
}

function bar(share) {
  const drawing = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "-50 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) drawing.setAttribute(name, value);
  const shape = document.createElementNS(SVG, "rect");
  const width = Math.abs(share) * 50;
  const sizes = { x: share < 0 ? -width : 0, y: 1, width, height: 8, class: share < 0 ? "against" : "for" };
  for (const [name, value] of Object.entries(sizes)) shape.setAttribute(name, value);
  const axis = document.createElementNS(SVG, "path");
  axis.setAttribute("d", "M0 0V10");
  drawing.append(shape, axis);
  return drawing;
}
