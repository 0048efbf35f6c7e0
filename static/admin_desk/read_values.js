"use strict";
// Beside a date, a length of time or a place that is typed: what its field makes of it, as it says on the server.

(() => {
  const { address, model } = document.currentScript.dataset;
  const ASK_AFTER = 400; // milliseconds after the last key
  const timers = new WeakMap();

  function outputOf(control) {
    const id = `${control.id}_words`;
    const known = document.getElementById(id);
    if (known) return known;
    const output = document.createElement("output");
    Object.assign(output, { id, className: "edtf-words" });
    (document.getElementById(`${control.id}_hint`) || control).after(output);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") || ""} ${id}`.trim());
    return output;
  }

  async function valueOf(control, text) {
    if (!text) return { words: "" };
    const body = new FormData();
    body.append("csrfmiddlewaretoken", control.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries({ model, field: control.name, text, typed: "1" })) body.append(name, value);
    try {
      const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // no network: the save says it
    }
  }

  async function showRead(control) {
    const text = control.value.trim();
    const value = await valueOf(control, text);
    if (value === null || control.value.trim() !== text) return;
    const isSaidAgain = value.words === text && !control.matches(".edtf");
    outputOf(control).textContent = value.error || (isSaidAgain ? "" : value.words);
  }

  document.addEventListener("input", (event) => {
    const control = event.target;
    if (!control.matches("input.edtf, [data-is-read]")) return;
    clearTimeout(timers.get(control));
    timers.set(control, setTimeout(() => showRead(control), ASK_AFTER));
  });
})();
