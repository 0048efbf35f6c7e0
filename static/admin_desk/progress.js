"use strict";
// How far a background step is, without a reload. Without scripts there is a link to look again.

const EVERY = 2000; // milliseconds

async function look() {
  const shown = document.getElementById("import-progress");
  if (shown.contains(document.activeElement)) return; // somebody is about to press a button in it
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("import-progress");
  if (!now || now.dataset.state !== shown.dataset.state) {
    location.reload();
    return;
  }
  const [said, says] = [shown, now].map((one) => one.querySelector("[role=status]"));
  if (said.textContent !== says.textContent) said.replaceChildren(...says.childNodes); // told once to those who listen
  says.replaceWith(said);
  shown.replaceChildren(...now.childNodes);
}

setInterval(() => look().catch(() => {}), EVERY); // the network may be away for a while
