// Questions that depend on others, letters left, unsaved work, and no connection.
import { say } from "./guard.js";

const root = document.documentElement;
const line = document.getElementById("announce");

// data-reveal="name=a,b" shows a question when that answer is given; "name!=a" unless it is.
function reveal(form) {
  const answers = new FormData(form);
  for (const box of form.querySelectorAll("[data-reveal]")) {
    const [, name, not, wanted] = box.dataset.reveal.match(/^([\w-]+)(!?)=(.*)$/);
    const given = answers.getAll(name).some((value) => wanted.split(",").includes(value));
    box.hidden = given === Boolean(not) && !box.querySelector(".error");
  }
}

function count(area) {
  const note = document.getElementById(`${area.id}_counter`);
  if (!note) return;
  // Counted as the server counts: a new line arrives as two characters.
  const left = area.dataset.counter - area.value.replace(/\n/g, "\r\n").length;
  note.textContent = `${left < 0 ? note.dataset.over : note.dataset.left} ${Math.abs(left)}`;
  note.classList.toggle("over", left < 0);
  clearTimeout(area.timer);
  if (left < 20) area.timer = setTimeout(() => say(note.textContent), 1000);
}

let unsaved = false;
const lines = new Map(); // a form to where it says that it is not saved

// What was typed lies safe on the server: nothing to ask about when the page is left.
export const kept = () => (unsaved = false);

export function notSaved(form) {
  const status = lines.get(form);
  unsaved = true;
  status.textContent = "";
  setTimeout(() => (status.textContent = line?.dataset.offline), 50);
}

for (const form of document.forms) {
  reveal(form);
  form.addEventListener("change", () => reveal(form));
  for (const area of form.querySelectorAll("textarea[data-counter]")) {
    count(area);
    area.addEventListener("input", () => count(area));
  }
  if (!("guard" in form.dataset || "keepsDraft" in form.dataset)) continue;

  const status = document.createElement("p");
  status.className = "status due";
  status.setAttribute("role", "status");
  form.querySelector(".actions")?.before(status);
  lines.set(form, status);
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      unsaved = false;
      return;
    }
    event.preventDefault();
    notSaved(form);
  });
  addEventListener("online", () => (status.textContent = ""));
}

addEventListener("beforeunload", (event) => {
  if (unsaved && !root.classList.contains("gone")) event.preventDefault();
});

document.querySelector("[data-errors]")?.focus();
