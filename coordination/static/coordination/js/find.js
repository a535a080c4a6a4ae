// Find: Ctrl or ⌘ and K, one box, arrow keys (S10). What is typed is sent, kept nowhere.
const dialog = document.getElementById("find");
const PAUSE = 150;
const PATIENCE = 8000;

function open() {
  if (!dialog) return document.getElementById("find-q")?.focus();
  if (document.querySelector("dialog[open]")) return;
  dialog.showModal();
  start();
}

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  if (event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-find]")) return;
  event.preventDefault();
  open();
});

let start = () => {};

if (dialog) {
  const form = dialog.querySelector("form");
  const input = form.elements.q;
  const words = dialog.querySelector("[role=status]");
  const list = document.getElementById("find-lines");
  const first = [...list.children];
  const options = () => [...list.querySelectorAll("[role=option]")];
  let here = 0;
  let timer = 0;
  let asked = null; // the question under way
  let fresh = true; // whether the lines answer what stands in the box

  const pick = (at) => {
    const all = options();
    here = all.length ? (at + all.length) % all.length : 0;
    all.forEach((option, number) => {
      option.id = `find-${number}`;
      option.setAttribute("aria-selected", number === here);
    });
    input.setAttribute("aria-activedescendant", all.length ? all[here].id : "");
    all[here]?.scrollIntoView({ block: "nearest" });
  };
  const show = (lines, text) => {
    list.replaceChildren(...lines);
    words.textContent = text;
    fresh = true;
    pick(0);
  };
  const ask = async () => {
    clearTimeout(timer);
    asked?.abort();
    const mine = (asked = new AbortController());
    const late = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Part": "find" },
        signal: mine.signal,
      });
      if (answer.redirected) return location.assign(dialog.dataset.unlock);
      if (!answer.ok) throw new Error();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const lines = [...page.body.children];
      if (asked === mine) show(lines, lines[0].dataset.count);
    } catch {
      if (asked === mine) words.textContent = dialog.dataset.slow;
    } finally {
      clearTimeout(late);
    }
  };

  start = () => {
    show(first, "");
    if ("recent" in dialog.dataset) ask();
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    if (!input.value.trim()) return start();
    fresh = false;
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    pick(here + step);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (fresh) options()[here]?.click();
    else ask();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close], [role=option]")) {
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    input.value = "";
    list.replaceChildren(); // no name stays behind on the page
  });
}
