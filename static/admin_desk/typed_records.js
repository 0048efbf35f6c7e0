"use strict";
// Records by name: names are offered while typing, and what is not in the register yet is said beside the field.

const OFFER_AFTER = 200; // milliseconds after the last key
const offers = document.createElement("datalist");
offers.id = "typed-record-offers";
addEventListener("DOMContentLoaded", () => document.body.append(offers));
let offerTimer = 0;
let offered = new Map(); // keys of records by the names that are offered

const boxOf = (input) => input.closest(".typed-record-box");
const partOf = (input, part) => boxOf(input).querySelector(part);

async function lookUp(input) {
  const address = `${boxOf(input).dataset.address}?text=${encodeURIComponent(input.value.trim())}`;
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
  return answer.ok ? answer.json() : null;
}

function option(record) {
  const element = document.createElement("option");
  element.value = record.name;
  if (record.label !== record.name) element.label = record.label;
  return element;
}

async function offerNames(input) {
  const text = input.value;
  if (text.trim().length < 2 || offered.has(text)) return;
  const result = await lookUp(input);
  if (!result || input.value !== text) return;
  offered = new Map(result.offered.map((record) => [record.name, record]));
  offers.replaceChildren(...result.offered.map(option));
  // while the field has the focus: the tick is the next stop of the Tab key
  const isKnown = offered.has(text) || result.named.length || partOf(input, "[type=hidden]").value;
  offerNew(input, !isKnown && result.may_add);
}

function choose(input, record) {
  partOf(input, "[type=hidden]").value = record ? record.pk : "";
  if (record && record.name !== input.value) input.value = record.name;
}

function nameButton(input, record) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = record.label;
  button.addEventListener("click", () => {
    choose(input, record);
    sayState(input, []);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return button;
}

function sayState(input, records, words = "") {
  const note = partOf(input, ".typed-record-note");
  note.replaceChildren(...(words && records.length ? [words] : []), ...records.map((each) => nameButton(input, each)));
}

function offerNew(input, isNew) {
  const label = partOf(input, ".typed-record-new");
  label.hidden = !isNew;
  if (!isNew) label.querySelector("input").checked = false;
}

async function settle(input) {
  const text = input.value.trim();
  if (offered.has(text)) choose(input, offered.get(text));
  const result = text && !partOf(input, "[type=hidden]").value ? await lookUp(input) : null;
  if (input.value.trim() !== text) return;
  const named = result?.named ?? [];
  if (named.length === 1) choose(input, named[0]);
  offerNew(input, result !== null && !named.length && result.may_add);
  if (named.length > 1) sayState(input, named, boxOf(input).dataset.several);
  else if (result && !named.length) sayState(input, result.near, boxOf(input).dataset.new);
  else sayState(input, []);
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".typed-record")) event.target.setAttribute("list", offers.id);
});
document.addEventListener("input", (event) => {
  if (!event.target.matches(".typed-record")) return;
  const record = offered.get(event.target.value);
  choose(event.target, record);
  clearTimeout(offerTimer);
  if (!record) offerTimer = setTimeout(() => offerNames(event.target).catch(() => {}), OFFER_AFTER);
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".typed-record")) settle(event.target).catch(() => {}); // saving says it, too
});
