// One minute before the server locks an idle session: one button, Stay (experience.md e.4).
// The server decides; this only tells it that somebody is here, and says so in time.
import { go } from "./guard.js";

const box = document.getElementById("idle");
const PING = 30000; // typing is told to the server at most this often
const WARN = 60000;
const SOON = 20000;

if (box) {
  const limit = 1000 * box.dataset.lockAfter;
  const words = box.querySelector("[role=status]");
  const first = words.textContent;
  const form = box.querySelector("form");
  const tabs = new BroadcastChannel("daybook");
  let heard = Date.now(); // when the server last knew that somebody is here
  let waiting = 0;

  const kept = () => {
    heard = Date.now();
    words.textContent = first;
    if (box.open) box.close();
  };
  tabs.onmessage = kept;

  const stay = async () => {
    waiting = 0;
    try {
      const answer = await fetch(box.dataset.stay, { method: "POST", body: new FormData(form) });
      if (!answer.ok || answer.redirected) return;
      kept();
      tabs.postMessage("here");
    } catch {
      // No connection: the server's clock runs on, and ours with it.
    }
  };
  const used = () => {
    if (!box.open && !waiting) {
      waiting = setTimeout(stay, Math.max(0, heard + PING - Date.now()));
    }
  };
  for (const sign of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    addEventListener(sign, used, { passive: true });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  setInterval(() => {
    const left = heard + limit - Date.now();
    if (left <= 0) go(box.dataset.unlock);
    else if (left <= WARN && !box.open && !document.getElementById("cover")?.open) box.showModal();
    if (left <= SOON && words.textContent === first) words.textContent = words.dataset.soon;
  }, 1000);
}
