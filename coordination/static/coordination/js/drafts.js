// Keeps what is typed on the server while somebody types; a lost connection loses nothing (S25).
import { kept, notSaved } from "./forms.js";

const PAUSE = 1500; // after the last key
const PATIENCE = 8000; // a connection that answers later is none

for (const form of document.querySelectorAll("form[data-keeps-draft]")) {
  const fields = () => {
    const data = new FormData(form);
    for (const box of form.querySelectorAll("[type=file], [type=password]")) data.delete(box.name);
    return data;
  };
  const words = () => new URLSearchParams(fields()).toString();
  let last = words(); // opening a page is no change
  let timer = 0;
  let state = ""; // "", "asking", "sent"
  let before = Promise.resolve();

  // Whether the server was reached. One after another, so that an older word never comes last.
  const send = () => {
    const now = words();
    before = before.then(async () => {
      try {
        await fetch(form.dataset.keepsDraft, {
          method: "POST",
          body: fields(),
          keepalive: true,
          signal: AbortSignal.timeout(PATIENCE),
        });
        last = now;
        return true;
      } catch {
        return false;
      }
    });
    return before;
  };
  const keep = async () => {
    clearTimeout(timer);
    if (state !== "" || words() === last) return;
    if ((await send()) && words() === last && state === "") kept();
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);

  form.addEventListener("submit", async (event) => {
    if (state === "sent" || event.defaultPrevented) return;
    event.preventDefault();
    if (state === "asking") return;
    clearTimeout(timer);
    state = "asking";
    if (await send()) {
      state = "sent";
      form.requestSubmit(event.submitter);
    } else {
      state = "";
      notSaved(form);
    }
  });
}
