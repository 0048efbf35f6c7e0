"use strict";
// An open form gives a sign of life every minute, and shows who else has it open.

const place = document.getElementById("open-forms");
const form = document.querySelector("#content-main form");
const EVERY = 60_000;

function body(closed) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (closed) data.append("closed", "1");
  return data;
}

async function giveSign() {
  let answer;
  try {
    // the heading keeps the session from staying open only because a page does
    const headers = { "X-Background": "1" };
    answer = await fetch(place.dataset.address, { method: "POST", body: body(false), headers, redirect: "manual" });
  } catch {
    return; // no network: the next one will do
  }
  document.getElementById("form-logged-out").hidden = answer.ok;
  if (answer.status !== 200) return;
  const html = (await answer.text()).trim();
  if (html !== place.innerHTML.trim()) place.innerHTML = html;
}

setInterval(giveSign, EVERY);
addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.address, body(true)));
