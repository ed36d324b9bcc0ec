// What a reader who does not see the page is told, and the sign that something is under way.

const live = document.getElementById("live");
const main = document.getElementById("main");
const PATIENCE = 300; // ms before a wait is shown: most answers are there sooner
let waiting;

export function say(text) {
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50); // a change, even where the same is said again
}

export function busy(is) {
  main.setAttribute("aria-busy", String(is));
  clearTimeout(waiting);
  if (!is) return;
  waiting = setTimeout(() => {
    const sign = document.createElement("p");
    sign.className = "waiting";
    sign.textContent = "正在查找……";
    main.replaceChildren(sign);
  }, PATIENCE);
}
