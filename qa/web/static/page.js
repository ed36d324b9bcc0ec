// What is shown follows the address; every way of changing it ends in show().
import { answerAddress, readAddress } from "./address.js";
import { answerView } from "./answer.js";
import { articleView } from "./article.js";
import { articlesView } from "./articles.js";
import { focusBox, prepareBox, setBox } from "./box.js";
import { plainly } from "./dom.js";
import { failureView } from "./failure.js";
import { prepareKeys } from "./keys.js";
import { remember } from "./recent.js";
import { startView } from "./start.js";
import { busy, say } from "./status.js";

const main = document.getElementById("main");
const NAME = "有据：问文章，得原句";
const VIEWS = { start: startView, answer: answerView, article: articleView, articles: articlesView };
let running = new AbortController(); // what is being read; a later view ends it, so that nothing late is shown
let retry;

function go(address) {
  history.replaceState({ ...history.state, focused: focusedQuote() }, "");
  history.pushState({ inside: true }, "", address);
  show();
}

// `back`: an earlier view is shown again; `retried`: the page tries again by itself
async function show({ back = false, retried = false } = {}) {
  running.abort();
  clearTimeout(retry);
  running = new AbortController();
  const { signal } = running;
  const where = readAddress();
  setBox(where.question);
  const before = document.activeElement;
  main.replaceChildren(); // an old answer must not stand under a new question
  busy(true);
  let view;
  try {
    view = await VIEWS[where.view](where, signal, back, go);
    if (where.view === "answer" && !back) remember(where.question);
  } catch (error) {
    if (signal.aborted) return;
    view = failureView(error, () => show(), retried);
  }
  if (signal.aborted) return;
  busy(false);
  document.body.dataset.view = where.view;
  document.title = view.title ? `${plainly(view.title)} · 有据` : NAME;
  main.replaceChildren(view.node);
  if (view.say) say(view.say);
  if (view.retryIn !== null && view.retryIn !== undefined) retry = setTimeout(() => show({ retried: true }), view.retryIn);
  if (!retried || !document.activeElement?.closest("#form")) place(view, before, back);
}

function place(view, before, back) {
  const typing = before !== document.activeElement && document.activeElement?.closest("#form");
  const changed = document.getElementById("q").value.trim() !== readAddress().question.trim();
  if (typing || changed) return; // the reader is already at the next question
  const quote = back && history.state?.focused ? main.querySelectorAll(".quote")[history.state.focused - 1] : null;
  const focus = quote?.querySelector("a.read") ?? view.focus;
  if (!focus) return matchMedia("(pointer: fine)").matches ? focusBox() : undefined;
  focus.focus({ preventScroll: true });
  if (view.centre || quote) focus.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
}

// counted from 1, so that none is false
function focusedQuote() {
  return [...main.querySelectorAll(".quote")].indexOf(document.activeElement?.closest(".quote")) + 1;
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.pathname !== "/") return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.hash === "#main") return main.focus(); // a change of the hash would be taken for a step back
  if (link.matches("[data-back]") && history.state?.inside) return history.back();
  go(link.href);
});
addEventListener("popstate", () => show({ back: true }));
prepareBox((question) => go(answerAddress(question)));
prepareKeys();
show();
