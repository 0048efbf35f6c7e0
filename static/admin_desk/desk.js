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

// A closed section says how many rows it holds.
function countRows() {
  for (const heading of document.querySelectorAll(".inline-group details > summary .inline-heading")) {
    const count = heading.closest(".inline-group").querySelectorAll(".has_original").length;
    if (count) heading.append(` (${count})`);
  }
}

addEventListener("load", countRows);
// jQuery calls in turn, so this comes after the autocompletes were made
addEventListener("load", () => django.jQuery(() => nameAutocompletes(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => nameAutocompletes(event.target)));
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".select2-dropdown input[type=search]")) {
    const open = document.querySelector(".select2-container--open")?.parentElement.querySelector("select");
    event.target.setAttribute("aria-label", labelOf(open));
  }
});
