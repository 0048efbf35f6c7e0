"use strict";
// Fields that choose a row of the same page, such as the party that somebody signed for, offer what is typed there now.

const MOST_ROWS = 40; // with more, a field is filled when it has the focus
const chosenRows = new WeakMap(); // rows change their numbers when one above them goes

const rowsOf = (select) => [
  ...document.querySelectorAll(`#${select.dataset.rows}-group .inline-related:not(.empty-form)`),
];

function nameOfRow(row, select) {
  for (const name of select.dataset.rowNames.split(" ")) {
    const text = row.querySelector(`[name="${row.id}-${name}"]`)?.value.trim();
    if (text) return text;
  }
  return "";
}

function offerRows(select) {
  const chosen = new Set([...select.selectedOptions].map((option) => option.value));
  const rows = rowsOf(select);
  const known = new Map([...select.options].map((option) => [option.value, option.textContent]));
  const offered = rows.map((row) => [row.id, nameOfRow(row, select)]).filter(([, name]) => name);
  const others = [...known].filter(([value]) => value && !rows.some((row) => row.id === value) && chosen.has(value));
  const blank = known.has("") ? [["", known.get("")]] : [];
  select.replaceChildren(
    ...[...blank, ...offered, ...others].map(([value, name]) => new Option(name, value, false, chosen.has(value))),
  );
}

function rememberRows(select) {
  chosenRows.set(select, [...select.selectedOptions].map((option) => document.getElementById(option.value)));
}

function offerRowsEverywhere() {
  for (const select of document.querySelectorAll("select[data-rows]")) {
    if (rowsOf(select).length <= MOST_ROWS) offerRows(select);
  }
}

function followRows() {
  for (const select of document.querySelectorAll("select[data-rows]")) {
    const rows = (chosenRows.get(select) ?? []).filter((row) => row?.isConnected);
    const names = new Set(rows.map((row) => row.id));
    for (const option of select.options) option.selected = names.has(option.value);
    offerRows(select);
  }
}

addEventListener("load", () => {
  document.querySelectorAll("select[data-rows]").forEach(rememberRows);
  offerRowsEverywhere();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-rows]")) rememberRows(event.target);
  else if (event.target.closest(".inline-related")) offerRowsEverywhere();
});
document.addEventListener("input", (event) => {
  if (event.target.matches(".typed-record")) offerRowsEverywhere();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("select[data-rows]")) offerRows(event.target);
});
document.addEventListener("formset:added", offerRowsEverywhere);
// Django tells of it before it counts the rows anew
document.addEventListener("formset:removed", () => queueMicrotask(followRows));
