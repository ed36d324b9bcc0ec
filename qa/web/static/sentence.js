// A quoted sentence with what answers, its figures and the question's words, each told apart by its form.
import { el, write } from "./dom.js";

// Places are counted in code points, as everywhere in the answer: "𠮷" is one.
export function sentence(text, { answers = [], quantities = [], marks = [] }) {
  const layers = [
    { tag: "strong", class: "answers", spans: answers },
    { tag: "span", class: "figure", spans: quantities.map(({ start, end }) => [start, end]) },
    { tag: "mark", class: "asked", spans: marks },
  ];
  const node = el("p", { class: "sentence" });
  fill(node, Array.from(text), 0, Infinity, layers);
  return node;
}

function fill(node, letters, from, to, [layer, ...rest]) {
  if (!layer) return write(node, letters.slice(from, to).join(""));
  let at = from;
  for (const span of layer.spans) {
    const start = Math.max(span[0], at);
    const end = Math.min(span[1], to);
    if (start >= end) continue;
    fill(node, letters, at, start, rest);
    const inner = el(layer.tag, { class: layer.class });
    fill(inner, letters, start, end, rest);
    node.append(inner);
    at = end;
  }
  return fill(node, letters, at, to, rest);
}

// Where the short answer stands in the sentence. Where it stands more than once and no figure says which is meant,
// all are shown: to single one out would be a guess.
export function answerSpans(text, pieces, figure) {
  const letters = Array.from(text);
  const found = pieces.flatMap((piece) => {
    const all = occurrences(letters, Array.from(piece));
    const meant = figure ? all.filter(([start, end]) => start <= figure.start && figure.end <= end) : [];
    return meant.length ? meant : all;
  });
  return found.sort(([a], [b]) => a - b);
}

function occurrences(letters, piece) {
  const found = [];
  for (let at = 0; piece.length && at + piece.length <= letters.length; at += 1) {
    if (piece.every((letter, number) => letters[at + number] === letter)) found.push([at, at + piece.length]);
  }
  return found;
}

export function legend(node) {
  const signs = [["strong.answers", "答案"], ["span.figure", "句中的数字"], ["mark.asked", "问到的词"]];
  const shown = signs.filter(([sign]) => node.querySelector(sign));
  if (!shown.length) return null;
  return el("p", { class: "legend" }, shown.map(([sign, name]) => {
    const [tag, style] = sign.split(".");
    return el(tag, { class: style }, name);
  }));
}
