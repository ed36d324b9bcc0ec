// Single keys for those who read with the keyboard; they can be turned off, for those who dictate (WCAG 2.1.4).
import { focusBox } from "./box.js";

const NAME = "youju.keys";
const dialog = document.getElementById("keys");
const opener = document.getElementById("keys-open");
const choice = document.getElementById("keys-on");

const ACTS = {
  "/": focusBox,
  "?": () => dialog.showModal(),
  j: () => step(1),
  k: () => step(-1),
  o: openQuote,
  Enter: openQuote,
  Escape: () => document.querySelector("[data-back]")?.click(),
};

export function prepareKeys() {
  try {
    choice.checked = localStorage.getItem(NAME) !== "off";
  } catch { /* on, as at first */ }
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(NAME, choice.checked ? "on" : "off");
    } catch { /* for this page only */ }
  });
  opener.addEventListener("click", () => dialog.showModal());
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || dialog.open || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!choice.checked && event.key !== "Escape") return;
    // Enter on a link or a button is theirs
    if (event.key === "Enter" && !event.target.matches?.(".quote")) return;
    const act = Object.hasOwn(ACTS, event.key) && ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function step(by) {
  const quotes = [...document.querySelectorAll(".quote")];
  const at = quotes.indexOf(document.activeElement?.closest(".quote"));
  const next = at < 0 ? quotes[by > 0 ? 0 : quotes.length - 1] : quotes[at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function openQuote() {
  document.activeElement?.closest(".quote")?.querySelector("a.read").click();
}
