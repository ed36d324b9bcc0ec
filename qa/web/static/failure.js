// What is shown where an answer could not be had, with a way to try again.
import { accessForm } from "./access.js";
import { button, el } from "./dom.js";

const UNAUTHORISED = 401;
const OVERLOADED = 503;

// `again` tries once more; `retried` tells that this is already what came of trying by itself
export function failureView(problem, again, retried) {
  if (problem.status === UNAUTHORISED) {
    const { told, nodes, field } = accessForm(again);
    return { node: el("div", { class: "failure" }, nodes), title: "需要访问口令", focus: field, say: told };
  }
  const byItself = problem.status === OVERLOADED && problem.wait !== null && !retried;
  const told = byItself ? `${problem.wait} 秒后自动再试一次。` : problem.wait ? `请在 ${problem.wait} 秒后再试。` : "";
  const title = el("h1", { tabindex: "-1" }, "没有查到结果");
  const node = el(
    "div", { class: "failure" },
    title, el("p", { class: "detail" }, problem.message), told ? el("p", {}, told) : null,
    el("p", { class: "acts" }, button("再试", again)),
  );
  return { node, title: "没有查到结果", focus: title, say: problem.message, retryIn: byItself ? problem.wait * 1000 : null };
}
