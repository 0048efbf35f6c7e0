"use strict";
// Select2, which Django's autocompletes are made of, names its own inputs by nothing: give them the label of the field.

const labelOf = (select) => select?.labels?.[0]?.textContent.trim().replace(/:$/, "") || "";

function nameAutocompletes(root) {
  for (const container of root.querySelectorAll(".select2-container")) {
    const name = labelOf(container.parentElement.querySelector("select"));
    for (const input of container.querySelectorAll("[role=combobox], [role=textbox], input[type=search]")) {
      input.setAttribute("aria-label", name);
    }
    for (const list of container.querySelectorAll("ul, li")) {
      list.setAttribute("role", "presentation"); // it holds more than items
    }
  }
}

// A link to a field opens what it stands in. An empty list that is opened has a row to type in.
function openAround(element) {
  for (let box = element?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  const all = element?.closest(".is-beyond")?.closest(".inline-group").querySelector(".show-all input");
  if (all) all.checked = true;
}

// A row of a very long page offers all choices of a field once the form is shown again.
document.addEventListener("click", (event) => {
  const wanted = event.target.closest("[data-offer]");
  if (!wanted) return;
  const button = document.createElement("button");
  Object.assign(button, { name: "_offer", value: wanted.dataset.offer, hidden: true });
  button.setAttribute("formaction", `#id_${wanted.dataset.offer}`);
  wanted.form.append(button);
  wanted.form.requestSubmit(button);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  openAround(field);
  field?.focus();
});

document.addEventListener("click", (event) => {
  const group = event.target.closest("summary:has(> .inline-heading)")?.closest(".inline-group");
  if (!group || group.querySelector(".inline-related:not(.empty-form)")) return;
  group.querySelector(".add-row a")?.click();
});

// Below the row that is typed in, a list of parties or signatories has a free one.
document.addEventListener("input", (event) => {
  const group = event.target.closest(".inline-group[data-appended]");
  const rows = group ? [...group.querySelectorAll(".inline-related:not(.empty-form)")] : [];
  if (rows.length && rows.at(-1).contains(event.target)) group.querySelector(".add-row a")?.click();
});

// jQuery calls in turn, so this comes after the autocompletes were made
addEventListener("load", () => django.jQuery(() => nameAutocompletes(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => nameAutocompletes(event.target)));
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".select2-dropdown input[type=search]")) {
    const open = document.querySelector(".select2-container--open")?.parentElement.querySelector("select");
    event.target.setAttribute("aria-label", labelOf(open));
  }
});

// More than the server takes is not sent, so that it stays where it was typed.
addEventListener("submit", (event) => {
  const note = document.getElementById("too-much");
  if (!note || !event.target.contains(note)) return;
  const bytes = (text) => new TextEncoder().encode(text).length + 2;
  const typed = [...new FormData(event.target)].filter(([, value]) => typeof value === "string");
  const size = typed.reduce((sum, [name, value]) => sum + bytes(name) + bytes(value), 0);
  note.hidden = size <= Number(note.dataset.most);
  if (note.hidden) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  note.focus();
}, true);
