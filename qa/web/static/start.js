// The first view: what this is, questions that have an answer here, and those asked before.
import { answerAddress } from "./address.js";
import { get } from "./api.js";
import { button, el } from "./dom.js";
import { forgetAll, recentQuestions } from "./recent.js";
import { say } from "./status.js";

export async function startView(where, signal, again, go) {
  const ask = (question) => button(question, () => go(answerAddress(question)), { class: "example" });
  const examples = el("section", { class: "examples" });
  const title = el("h1", { tabindex: "-1" }, "问文章，得原句");
  const node = el(
    "div", { class: "start" },
    title,
    el("p", { class: "promise" }, "答案是文章里一字不改的一句话，连同它的出处、位置和句中的数字。", el("b", {}, "文章没有说的，明说没有。")),
    el("div", { class: "columns" }, examples, recent(ask)),
  );
  // the page does not wait for them, and does without where they cannot be had
  const fill = () => get("/api/examples", signal).then((questions) => {
    if (questions.length) examples.append(el("h2", {}, "试着问"), list(questions.map(ask)));
  });
  fill().catch(({ wait }) => wait && setTimeout(() => signal.aborted || fill().catch(() => {}), wait * 1000));
  return { node, title: null, focus: null, say: null };
}

function list(buttons) {
  return el("ul", {}, buttons.map((one) => el("li", {}, one)));
}

function recent(ask) {
  const questions = recentQuestions();
  if (!questions.length) return null;
  const clear = button("清除", () => {
    forgetAll();
    section.remove();
    document.getElementById("q").focus();
    say("问过的已清除");
  }, { class: "clear" });
  const section = el("section", { class: "recent" }, el("h2", {}, "问过的"), clear, list(questions.map(ask)));
  return section;
}
