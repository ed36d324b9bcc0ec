// A whole article in reading order, with the quoted sentence marked in it and in the file it was read from.
import { answerAddress, spansKey } from "./address.js";
import { get } from "./api.js";
import { contextLines, warning } from "./card.js";
import { copyButton } from "./copy.js";
import { el } from "./dom.js";
import { needsOriginal, original, warnings } from "./original.js";
import { KINDS } from "./words.js";

const UPDATED = "文章在回答之后更新过，请重新提问。";

export async function articleView({ question, article: id, spans, version }, signal) {
  const article = await get(`/api/articles/${encodeURIComponent(id)}`, signal);
  const same = !version || article.source.sha256.startsWith(version);
  const cited = spans && same ? findCited(article, spans) : null;
  const title = el("h1", { tabindex: "-1" }, article.title ?? (article.kind === "photo_story" ? "图片新闻（无标题）" : "（无标题）"));
  const back = question
    ? el("a", { href: answerAddress(question), "data-back": true }, "返回答案")
    : el("a", { href: "/?articles", "data-back": true }, "全部文章");
  const node = el(
    "article", { class: "whole" },
    el("p", { class: "back" }, back), title, masthead(article),
    spans && !cited ? warning(UPDATED) : null,
    body(article, cited),
  );
  const focus = node.querySelector("#cited") ?? title;
  const say = cited ? "原文，所引的句子已标出" : spans ? UPDATED : "原文";
  return { node, title: article.title ?? "无标题", focus, say, centre: Boolean(cited) };
}

function findCited(article, key) {
  for (const unit of article.units) {
    const sentence = unit.sentences.findIndex(({ spans }) => spansKey(spans) === key);
    if (sentence >= 0) return { unit, sentence };
  }
  return null;
}

function masthead(article) {
  const people = article.byline.map(({ name, role }) => (role ? `${role} ${name}` : name));
  const said = [people.join("、"), article.date].filter(Boolean);
  return el(
    "div", { class: "heading" },
    said.length ? el("p", { class: "people" }, said.join(" · ")) : null,
    el("p", { class: "file" }, `文件 ${article.source.path} · SHA-256 ${article.source.sha256.slice(0, 16)}…`),
    el("p", { class: "acts" }, copyButton("复制 GB/T 7714", () => article.citation.gbt7714)),
  );
}

function body(article, cited) {
  let context = null;
  return article.units.flatMap((unit) => {
    const here = cited?.unit === unit ? cited.sentence : null;
    if (unit.kind === "title" && here === null && !needsOriginal(unit)) return []; // it is the page's heading
    const above = unit.context && unit.context !== context ? contextLines(unit.context).slice(-1) : null; // its title is a unit of its own
    context = unit.context;
    return el("div", { class: `unit ${unit.kind}` }, above, shown(unit, article, here));
  });
}

function shown(unit, article, cited) {
  const text = reading(unit, cited);
  if (cited === null && !needsOriginal(unit)) return text;
  return el(
    "div", { class: "beside" },
    el("div", { class: "made" }, el("p", { class: "label" }, "读出的文字"), text, warnings(unit).map(warning)),
    original(unit, article.source.path, cited),
  );
}

function reading(unit, cited) {
  const number = unit.kind === "paragraph" ? el("span", { class: "number", "aria-label": `第 ${unit.number + 1} 段` , role: "img" }, String(unit.number + 1)) : null;
  const name = KINDS[unit.kind] && unit.kind !== "subhead" ? el("span", { class: "kind" }, KINDS[unit.kind]) : null;
  const sentences = unit.sentences.map(({ text }, at) => (
    at === cited ? el("mark", { class: "cited", id: "cited", tabindex: "-1" }, text) : el("span", {}, text)
  ));
  const text = sentences.length ? sentences : el("span", {}, unit.text); // furniture is cut into none
  return el(unit.kind === "subhead" ? "h2" : "p", { class: "text" }, number, name, text);
}
