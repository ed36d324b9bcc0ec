// Questions asked before, on this computer only. A browser may keep nothing: then there are none.

const NAME = "youju.recent";
const MOST = 8;

export function recentQuestions() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(kept) ? kept.filter((question) => typeof question === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(question) {
  const others = recentQuestions().filter((other) => other !== question);
  keep([question, ...others].slice(0, MOST));
}

export function forgetAll() {
  keep([]);
}

function keep(questions) {
  try {
    localStorage.setItem(NAME, JSON.stringify(questions));
  } catch { /* the page works without */ }
}
