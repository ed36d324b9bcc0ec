// Copying: to the clipboard where the browser allows it, else the text is laid out selected.
import { button, el } from "./dom.js";
import { say } from "./status.js";

const SHOWN = 2000; // ms

export function copyButton(label, makeText) {
  return button(label, async (pressed) => {
    pressed.nextElementSibling?.matches(".by-hand") && pressed.nextElementSibling.remove();
    let text;
    try {
      text = await makeText();
    } catch (error) {
      return say(`没有复制：${error.message}`);
    }
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return byHand(pressed, text); // also where there is no clipboard: a page of another machine without TLS
    }
    say("已复制");
    pressed.textContent = "已复制";
    setTimeout(() => { pressed.textContent = label; }, SHOWN);
  }, { class: "copy" });
}

function byHand(pressed, text) {
  const field = el("textarea", { readonly: true, rows: "3", dir: "ltr", "aria-label": "请按 Ctrl+C 复制" });
  field.value = text;
  const box = el("span", { class: "by-hand" }, "浏览器不让自动复制，文字已选中，请按 Ctrl+C：", field);
  pressed.after(box);
  field.focus();
  field.select();
  say("没有自动复制，文字已选中，请按 Ctrl+C");
}
