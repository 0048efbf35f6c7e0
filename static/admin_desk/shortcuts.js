"use strict";
// Keys of a record's form; “?” shows them.

const shortcuts = document.getElementById("shortcuts");
const shown = document.getElementById("show-shortcuts");
const recordForm = document.querySelector("[name=draft_key]")?.form;
const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

const LINE = "input:not([type=submit], [type=button], [type=reset], [type=image], [type=file])";
const isLine = (element) => element.matches(LINE) && element.form === recordForm;

shown.hidden = false;
shown.addEventListener("click", () => shortcuts.showModal());

function headings() {
  return [...recordForm.querySelectorAll("fieldset.module > details > summary")].filter(
    (summary) => summary.querySelector("h2") !== null,
  );
}

function goTo(step) {
  const all = headings();
  const here = document.activeElement;
  const isBefore = (each) => each.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  const passed = all.filter((each) => each === here || isBefore(each)).length;
  all[Math.min(Math.max(passed - 1 + step, 0), all.length - 1)]?.focus();
}

function sayKeys() {
  document.getElementById("draft-kept").textContent = shown.dataset.enter;
}

function act(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === "Enter") return recordForm.querySelector("[name=_save]")?.click();
  if (isCommand && event.key.toLowerCase() === "s") return recordForm.querySelector("[name=_continue]")?.click();
  // In a line of a long form Enter ends what is typed there: half a record is not saved by it.
  if (event.key === "Enter" && !event.altKey && !event.isComposing && isLine(event.target)) return sayKeys();
  if (event.altKey && event.code === "KeyN") return event.target.closest(".inline-group")?.querySelector(".add-row a")?.click();
  if (event.altKey && event.key === "ArrowDown") return goTo(1);
  if (event.altKey && event.key === "ArrowUp") return goTo(-1);
  if (event.key === "?" && !isTyping(event.target)) return shortcuts.showModal();
  return false;
}

if (recordForm) {
  document.addEventListener("keydown", (event) => {
    if (act(event) !== false) event.preventDefault();
  });
}
