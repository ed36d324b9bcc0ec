// The list of all articles.
import { articleAddress } from "./address.js";
import { get } from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./status.js";

const MOST = 100; // headings read at a time

export async function articlesView(where, signal) {
  const list = el("ol", { class: "articles" });
  const title = el("h1", { tabindex: "-1" }, "全部文章");
  const node = el("div", { class: "list" }, title, list);
  const add = async (offset) => {
    const found = await get(`/api/articles?offset=${offset}&limit=${MOST}`, signal);
    const items = found.map(item);
    list.append(...items);
    if (found.length === MOST) node.append(el("p", { class: "acts" }, button("再列一些", (pressed) => next(pressed, offset + MOST))));
    return items;
  };
  const next = async (pressed, offset) => {
    try {
      const items = await add(offset);
      pressed.parentNode.remove();
      items[0]?.querySelector("a").focus();
      say(`又列出 ${items.length} 篇`);
    } catch (error) {
      say(error.message);
    }
  };
  const { length } = await add(0);
  return { node, title: "全部文章", focus: title, say: length < MOST ? `${length} 篇文章` : `前 ${MOST} 篇文章` };
}

function item(article) {
  const name = article.title ?? (article.kind === "photo_story" ? "图片新闻（无标题）" : "（无标题）");
  const said = [article.byline.map((person) => person.name).join("、"), article.date, article.source.path];
  return el("li", {}, el("a", { href: articleAddress(article.id) }, name), el("p", { class: "file" }, said.filter(Boolean).join(" · ")));
}
