"use strict";
// Records that may be the same as the one that is being typed. Without scripts the page says so before it saves.

const WAIT = 400; // milliseconds after the last key
const box = () => document.getElementById("alike");
let timer = 0;
let asked = 0;

function query(form, pattern) {
  const values = new URLSearchParams();
  for (const input of form.elements) {
    if (pattern.test(input.name || "") && input.value.trim()) values.append(input.name, input.value.trim());
  }
  return values;
}

function show(shown, heading, records) {
  const title = document.createElement("p");
  title.textContent = heading;
  const list = document.createElement("ul");
  for (const record of records) {
    const link = document.createElement("a");
    link.href = record.address;
    link.textContent = record.label;
    link.target = "_blank";
    link.rel = "noopener";
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  shown.replaceChildren(...(records.length ? [title, list] : []));
}

async function look(form) {
  const shown = box();
  const number = ++asked;
  const values = query(form, new RegExp(`^(?:${shown.dataset.inputs})$`));
  if (!values.size) return show(shown, "", []);
  const answer = await fetch(`${shown.dataset.address}?${values}`, { headers: { Accept: "application/json" } });
  if (!answer.ok || number !== asked) return undefined;
  const { heading, records } = await answer.json();
  return show(shown, heading, records);
}

document.addEventListener("input", (event) => {
  const shown = box();
  const name = event.target.name || "";
  if (!shown || !new RegExp(`^(?:${shown.dataset.inputs})$`).test(name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => look(event.target.form).catch(() => {}), WAIT); // the network may be away for a while
});
