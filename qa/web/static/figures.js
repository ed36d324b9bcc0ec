// The figures of a sentence as a table, to read and to paste into a spreadsheet.
import { copyButton } from "./copy.js";
import { el } from "./dom.js";
import { cells, COLUMNS, tableRow } from "./words.js";

// `answering` tells which figures answer the question
export function figures(quote, answering = () => false) {
  // roles are given by hand: on narrow screens the cells are laid out as blocks, which takes the table's own away
  const head = el("tr", { role: "row" }, COLUMNS.map((name) => el("th", { role: "columnheader", scope: "col" }, name)));
  const rows = quote.quantities.map((figure) => {
    return el("tr", { role: "row", class: answering(figure) && "answering" }, cells(figure).map((cell, at) => el(
      at ? "td" : "th",
      { role: at ? "cell" : "rowheader", scope: at ? null : "row", "data-name": COLUMNS[at] },
      cell,
    )));
  });
  const table = el(
    "table", { role: "table", "aria-label": "句中的数字" },
    el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, rows),
  );
  const text = () => [COLUMNS.join("\t"), ...quote.quantities.map(tableRow)].join("\n");
  return el("div", { class: "figures" }, table, el("p", { class: "acts" }, copyButton("复制为表格", text)));
}
