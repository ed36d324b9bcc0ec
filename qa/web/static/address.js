// The address is all the state there is: what it says is what is shown, so every view can be shared.

export function readAddress(search = location.search) {
  const asked = new URLSearchParams(search);
  const where = { question: asked.get("q") ?? "", article: asked.get("article"), spans: asked.get("s"), version: asked.get("v") };
  if (where.article !== null) return { view: "article", ...where };
  if (asked.has("articles")) return { view: "articles", ...where };
  return { view: where.question.trim() ? "answer" : "start", ...where };
}

export function answerAddress(question) {
  return question ? `/?${new URLSearchParams({ q: question })}` : "/";
}

export function spansKey(spans) {
  return spans.map((span) => span.join("-")).join(".");
}

// `v` is the file's digest at the time of the answer: a shared address must not mark a sentence of another text
export function quoteAddress(question, quote) {
  const asked = question ? { q: question } : {};
  const version = quote.source.sha256.slice(0, 16);
  return `/?${new URLSearchParams({ ...asked, article: quote.article.id, s: spansKey(quote.spans), v: version })}`;
}

export function articleAddress(id) {
  return `/?${new URLSearchParams({ article: id })}`;
}
