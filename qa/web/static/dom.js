// The only way text reaches the page: as text nodes, with characters that do not show or that turn the
// direction of the text made visible. The character itself stays in the page, shut in a box of its own, so that
// the text of an element is the text of the article to the letter while nothing of it is hidden or reordered.

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

export function codeName(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

export function write(node, text) {
  let at = 0;
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    node.append(text.slice(at, index), unseen(character));
    at = index + character.length;
  }
  node.append(text.slice(at));
  return node;
}

function unseen(character) {
  const box = document.createElement("span");
  if (character === "\n") box.className = "break";
  else {
    box.className = "control";
    box.dataset.code = `‹${codeName(character)}›`; // shown by the style sheet
  }
  box.textContent = character;
  return box;
}

// the same as plain text, for the window's title, where no box can be drawn
export function plainly(text) {
  return text.replace(UNSEEN, (character) => `‹${codeName(character)}›`);
}

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child instanceof Node) node.append(child);
    else if (child !== null && child !== undefined && child !== "") write(node, String(child));
  }
  return node;
}

export function button(label, act, attributes = {}) {
  const node = el("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", () => act(node));
  return node;
}
