// The view of an answer or of an honest no.
import { get } from "./api.js";
import { card, readCitation, warning } from "./card.js";
import { el } from "./dom.js";
import { answerSpans } from "./sentence.js";
import { why } from "./why.js";
import { bounds, cells } from "./words.js";

let last = null; // going back to the answer just read must not ask again

export async function answerView({ question }, signal, again) {
  if (Array.from(question).length > 512) throw new Error("问题太长，最多 512 个字，请缩短。");
  if (!again || last?.asked !== question) {
    last = { asked: question, answer: await get(`/api/ask?${new URLSearchParams({ q: question })}`, signal) };
  }
  const { answer } = last;
  return answer.status === "answered" ? answered(answer, question) : refused(answer, question);
}

function answered(answer, question) {
  const pieces = answer.answer === null ? [] : [answer.answer].flat();
  const short = pieces.join("、");
  const [first, ...others] = answer.quotes;
  const title = heading(short || "请看原句", short);
  const node = el(
    "div", { class: "answer" },
    asked(question), title, meaning(answer.quantity), warning(answer.note), warning(doubt(answer.confidence)),
    card(first, {
      question, number: 1, lead: true, figure: answer.quantity,
      answers: answerSpans(first.text, pieces, answer.quantity),
    }),
    why(question, answer.quotes, answer.confidence),
    others.length ? el("h2", {}, "另有相关原文") : null,
    others.map((quote, at) => card(quote, { question, number: at + 2 })),
    printed(first),
  );
  return { node, title: question, focus: title, say: `答案：${short || "请看原句"}。${answer.quotes.length} 条原文` };
}

// the sentence itself may be another than the one asked for: said where that is so for one in three or more
function doubt(confidence) {
  return confidence < 0.67 ? `把握只有 ${Math.round(confidence * 100)}%：这一句说的可能不是您问的，请核对原句` : null;
}

function refused(answer, question) {
  const title = el("h1", { tabindex: "-1", class: "no" }, `没有答案：${answer.reason.message}`);
  const node = el(
    "div", { class: "answer refused" },
    asked(question), title, warning(answer.note),
    answer.nearest.length ? el("h2", { class: "nearest" }, "最接近的原文（不是答案）") : null,
    answer.nearest.map((quote, at) => card(quote, { question, number: at + 1, near: true })),
    answer.nearest.length ? why(question, answer.nearest, null) : null,
    printed(null),
  );
  return { node, title: question, focus: title, say: `没有答案：${answer.reason.message}` };
}

function asked(question) {
  return el("p", { class: "question" }, el("span", {}, "问"), question);
}

function heading(text, short) {
  const size = Array.from(text).length > 24 ? "long" : Array.from(text).length > 9 ? "middle" : "short";
  return el("h1", { tabindex: "-1", class: short ? "short" : "none", "data-size": size }, text);
}

// what the figure may not be quoted without: 不少于, 约数, what it counts, of when
function meaning(figure) {
  if (!figure) return null;
  const [, value, unit, , time, of] = cells(figure);
  const said = [bounds(figure), of && `所指：${of}`, time && `时间：${time}`];
  if (value && !figure.text.startsWith(figure.value)) said.unshift(`＝ ${value} ${unit}`);
  const kept = said.filter(Boolean);
  return kept.length ? el("p", { class: "meaning" }, kept.map((part) => el("span", {}, part))) : null;
}

function printed(quote) {
  const citation = el("p", {});
  if (quote) readCitation(quote).then(({ plain }) => citation.replaceChildren(el("span", {}, `出处：${plain}`)), () => {});
  return el("div", { class: "on-paper" }, citation, el("p", {}, `网址：${decodeURI(location.href)}`));
}
