// The question box.

const form = document.getElementById("form");
const box = document.getElementById("q");
const note = document.getElementById("q-note");
const LONGEST = 512; // code points, as the server counts; maxlength would count "𠮷" twice

export function prepareBox(ask) {
  // while an input method is composing, Enter chooses a word and must not ask; 229 is what Safari still sends then
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  box.addEventListener("input", check);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!check() || !question) return box.focus();
    ask(question);
  });
}

function check() {
  const { length } = Array.from(box.value.trim());
  const fits = length <= LONGEST;
  note.textContent = fits ? "" : `问题太长（${length} 字），最多 ${LONGEST} 字，请缩短。`;
  if (fits) box.removeAttribute("aria-invalid");
  else box.setAttribute("aria-invalid", "true");
  return fits;
}

export function setBox(question) {
  box.value = question;
  check();
}

export function focusBox() {
  box.focus();
  box.select();
}
