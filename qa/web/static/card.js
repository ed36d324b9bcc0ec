// One quoted sentence: what is printed above it, its marks, what to beware of, where it stands, and what to copy.
import { quoteAddress } from "./address.js";
import { getArticle } from "./api.js";
import { copyButton } from "./copy.js";
import { button, el } from "./dom.js";
import { figures } from "./figures.js";
import { legend, sentence } from "./sentence.js";
import { offsets, place, titled } from "./words.js";

// `lead` is the quote that answers; the others and near misses are shown smaller, their figures folded away.
export function card(quote, { question, number, lead = false, near = false, answers = [], figure = null }) {
  const text = sentence(quote.text, { ...quote, answers });
  const read = el("a", { class: "read", href: quoteAddress(question, quote) }, "查看原文");
  const node = el(
    "article", {
      class: `quote${lead ? " lead" : ""}${near ? " near" : ""}`, tabindex: "-1",
      "aria-label": near ? `最接近的原文之 ${number}，不是答案` : `第 ${number} 条原文`,
    },
    part(lead, near ? "近似" : "原句", el("blockquote", {}, contextLines(quote.context), text), warning(quote.note), legend(text)),
    part(lead, "出处", source(quote), el("p", { class: "acts" }, read, lead ? copies(quote) : more(quote))),
  );
  if (quote.quantities.length && lead) node.append(part(lead, "数字", figures(quote, answers.length ? answering(figure, answers) : undefined)));
  if (quote.quantities.length && !lead) node.append(folded(quote));
  return node;
}

// the figure that is the answer, or those that several pieces of an answer hold
function answering(figure, answers) {
  if (figure) return ({ start, end }) => start === figure.start && end === figure.end;
  return ({ start, end }) => answers.some(([from, to]) => from <= start && end <= to);
}

// under the answer itself the parts are second in rank, under a list of quotes third
function part(lead, name, ...children) {
  return el("div", { class: "part" }, el(lead ? "h2" : "h3", { class: "side" }, name), el("div", { class: "said" }, children));
}

export function warning(text) {
  return text && el("p", { class: "warning" }, el("b", {}, "注意"), text);
}

// a table's title and header are printed without a sign between them; the first bar begins the header
export function contextLines(context) {
  if (!context) return null;
  const bar = context.indexOf("|");
  const lines = bar > 0 ? [context.slice(0, bar), context.slice(bar)] : [context];
  return lines.map((line) => el("p", { class: "context" }, line));
}

function source(quote) {
  const { article } = quote;
  const said = [article.byline.join("、"), article.date, place(quote)].filter(Boolean);
  const also = quote.also.map((other) => el("p", { class: "file" }, `又见：${other.source} ${offsets(other.spans)}`));
  return [
    el("p", { class: "source" }, el("cite", {}, titled(article)), ` ${said.join(" · ")}`),
    el("p", { class: "file" }, `${quote.source.path} ${offsets(quote.spans)}`),
    also,
  ];
}

function folded(quote) {
  const details = el("details", { class: "folded" }, el("summary", {}, `句中的数字（${quote.quantities.length}）`));
  details.append(figures(quote));
  return details;
}

function more(quote) {
  let asked = false; // the article is fetched only for what a reader may really copy
  const acts = el("span", { class: "more" });
  acts.append(button("引用", (pressed) => {
    if (!asked) acts.append(...copies(quote));
    asked = true;
    pressed.nextElementSibling.focus();
    pressed.remove();
  }));
  return acts;
}

function copies(quote) {
  const citation = readCitation(quote);
  citation.catch(() => {}); // told when something is copied
  const plain = async () => `“${quote.text}”（${(await citation).plain}，${place(quote)}）`;
  return [
    copyButton("复制原句和出处", plain),
    copyButton("复制 GB/T 7714", async () => (await citation).gbt7714),
  ];
}

// asked for when the answer is shown: a browser allows copying only just after a key or a click
export async function readCitation(quote) {
  const article = await getArticle(quote.article.id, quote.source.sha256);
  if (article.source.sha256 !== quote.source.sha256) throw new Error("文章在回答之后更新过，请重新提问");
  return article.citation;
}
