// Leave, Hide, and what Back shows afterwards (experience.md e.2, e.3, e.5).
const root = document.documentElement;
const line = document.getElementById("announce");
const cover = document.getElementById("cover");

export const say = (text) => {
  if (line) line.textContent = text;
};

// A page that comes back from the browser's own memory is blank, then fetched again.
addEventListener("pagehide", () => root.classList.add("gone"));
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Going for good: no question about unsaved work may stand in the way.
export function go(href) {
  root.classList.add("gone");
  location.replace(href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-leave], [data-hide], [data-lock]");
  if (!link) return;
  if ("hide" in link.dataset && !cover) return;
  event.preventDefault();
  if ("hide" in link.dataset) hide("hide");
  else go(link.href);
});

// Shift three times within five seconds, pressed alone.
let presses = [];
let alone = false;
addEventListener("keydown", (event) => {
  alone = event.key === "Shift" && (alone || !event.repeat);
  if (event.key !== "Shift") presses = [];
}, true);
addEventListener("pointerdown", () => (alone = false), true);
addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone || !line) return;
  alone = false;
  const now = Date.now();
  presses = [...presses.filter((then) => now - then < 5000), now];
  if (presses.length > 2) go(line.dataset.leaveHref);
  else say(presses.length === 2 ? line.dataset.one : line.dataset.two);
}, true);

// Hide covers in one tap. Back by a tap within a minute, else through Unlock.
const MINUTE = 60000;
let since = 0;
let why = "";
let timer = 0;
const lockAfter = () =>
  why === "hide" ? MINUTE : 1000 * (document.getElementById("idle")?.dataset.lockAfter || 600);

function others(inert) {
  for (const part of document.body.children) {
    if (part !== cover) part.inert = inert;
  }
}

function hide(reason) {
  if (cover.open) return;
  why = reason;
  since = Date.now();
  root.classList.add("covered");
  others(true);
  cover.showModal();
  timer = setTimeout(() => go(cover.dataset.unlock), lockAfter());
}

function show() {
  clearTimeout(timer);
  if (Date.now() - since > lockAfter()) return go(cover.dataset.unlock);
  others(false); // first, so that focus finds its way back
  root.classList.remove("covered");
  cover.close();
}

if (cover) {
  cover.addEventListener("click", show);
  cover.addEventListener("cancel", (event) => {
    event.preventDefault();
    show();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hide("away");
    else if (why === "away" && cover.open && Date.now() - since < 15000) show();
  });
}
