// The access key of a server that wants one: kept for this tab only.
import { el } from "./dom.js";

const NAME = "youju.access";
let kept = null; // where the browser keeps nothing, until the page is left

export function accessKey() {
  try {
    return sessionStorage.getItem(NAME) ?? kept;
  } catch {
    return kept;
  }
}

function keep(key) {
  kept = key;
  try {
    sessionStorage.setItem(NAME, key);
  } catch { /* kept above */ }
}

export function accessForm(again) {
  const told = accessKey() ? "口令不对，请再填一次。" : "要有访问口令才能提问。口令只留在这个标签页里，关掉就没有了。";
  const field = el("input", { id: "access", type: "password", required: true, autocomplete: "current-password" });
  const form = el("form", { class: "access" }, el("label", { for: "access" }, "访问口令"), field, el("button", {}, "确定"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(field.value);
    again();
  });
  const title = el("h1", { tabindex: "-1" }, "需要访问口令");
  return { told, field, nodes: [title, el("p", { class: "detail" }, told), form] };
}
