"use strict";
// Words of a source beside the form: selected by mouse or keys, put into a field, and shown again when it has focus.
// Each act leaves a quote in the form, which becomes a citation with its passage when the record is saved.

window.sourceTexts = (() => {
  const panel = document.getElementById("texts-beside");
  const status = panel.querySelector("[role=status]");
  const putButton = document.getElementById("text-put");
  const put = { label: putButton.textContent.trim() };
  const kept = document.querySelector("[name=quoted]");
  const { form, field, setValue, setRecord, partyRow, labelOf, ourTitle } = window.formFill;
  const texts = [...panel.querySelectorAll(".source-text")];
  const passages = JSON.parse(panel.dataset.passages);
  let quotes = JSON.parse(kept.value || "[]");
  const inputs = new Map(quotes.map((quote) => [quote, inputOf(quote.field)])); // rows change their numbers
  let target = null;

  // Places are counted in letters, as on the server; scripts count halves of rare ones apart.
  const letters = (text, units) => [...text.slice(0, units)].length;
  const units = (text, count) => [...text].slice(0, count).join("").length;
  const wordsOf = (box) => box.firstChild?.data || "";

  function rangeOf({ text, start, end }) {
    const box = document.getElementById(`source-text-${text}`);
    if (!box?.firstChild) return null;
    const range = document.createRange();
    range.setStart(box.firstChild, units(wordsOf(box), start));
    range.setEnd(box.firstChild, units(wordsOf(box), end));
    return range;
  }

  function show(places) {
    const ranges = places.map(rangeOf).filter(Boolean);
    if (window.Highlight) CSS.highlights.set("passage", new Highlight(...ranges));
    if (!ranges.length) return;
    const box = ranges[0].startContainer.parentElement;
    const seen = ranges[0].getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (seen.top < frame.top || seen.bottom > frame.bottom) {
      box.scrollTop += seen.top - frame.top - box.clientHeight / 3;
    }
  }

  function selected() {
    const selection = getSelection();
    const box = selection.anchorNode?.parentElement?.closest?.(".source-text");
    if (!box || selection.isCollapsed || selection.focusNode !== box.firstChild) return null;
    const range = selection.getRangeAt(0);
    const words = wordsOf(box).slice(range.startOffset, range.endOffset);
    const lead = words.length - words.trimStart().length;
    if (!words.trim()) return null;
    const start = range.startOffset + lead;
    return {
      text: Number(box.dataset.text),
      start: letters(wordsOf(box), start),
      end: letters(wordsOf(box), start + words.trim().length),
      words: words.trim(),
    };
  }

  function inputOf(name) {
    const control = field(name);
    return control instanceof RadioNodeList ? control[0] : control;
  }

  const write = () => (kept.value = JSON.stringify(quotes));

  // What the words were taken for. A row of this page has no value that stays.
  function valueOf(control) {
    if (!control || control.matches("[data-rows], [type=checkbox], [type=radio]")) return undefined;
    return control.multiple ? [...control.selectedOptions].map((each) => each.value) : control.value;
  }

  function keep(place, name, basis = "stated", values = undefined) {
    const { text, start, end } = place;
    quotes = quotes.filter((each) => each.field !== name || each.text !== text);
    const words = [...wordsOf(document.getElementById(`source-text-${text}`))].slice(start, end).join("");
    const value = Array.isArray(values) ? values : valueOf(inputOf(name));
    const quote = { text, start, end, words, field: name, basis, value };
    quotes.push(quote);
    inputs.set(quote, inputOf(name));
    write();
    field(name)?.classList?.add("has-quote");
    const ours = ourTitle(name); // in words of the source it is theirs
    if (ours?.checked) setValue(ours.name, false);
  }

  function forget(name) {
    quotes = quotes.filter((each) => each.field !== name);
    write();
    field(name)?.classList?.remove("has-quote");
  }

  // Quotes go with their rows.
  function followRows() {
    quotes = quotes.filter((each) => inputs.get(each)?.isConnected ?? true);
    for (const each of quotes) each.field = inputs.get(each)?.name ?? each.field;
    write();
  }

  const placesOf = (name) => [...quotes, ...passages].filter((each) => each.field === name);

  function say(words) {
    status.replaceChildren(words);
  }

  function fill(place, name, value, words) {
    if (!setValue(name, value, words)) return say(status.dataset.refused);
    if (name.endsWith("-title")) nameLanguage(name, place);
    keep(place, name);
    show([place]);
    return say(`${labelOf(field(name))}: ${words}`);
  }

  // A title is in the language of its text, unless somebody typed another.
  function nameLanguage(name, place) {
    const language = field(name.replace(/title$/, "language"));
    const spoken = document.getElementById(`source-text-${place.text}`).dataset.language;
    if (language && spoken && language.value === language.defaultValue) setValue(language.name, spoken);
  }

  function fillRecord(place, name, record) {
    setRecord(name, record);
    keep(place, name);
    show([place]);
    say(`${labelOf(field(name))}: ${record.label}`);
  }

  function offerChoices(place, name, choices) {
    const buttons = choices.map((choice) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = [choice.label, choice.reason].filter(Boolean).join(" – ");
      button.addEventListener("click", () => fillRecord(place, name, choice));
      return button;
    });
    status.replaceChildren(status.dataset.choose, " ", ...buttons);
    buttons[0].focus();
  }

  async function putInto(control) {
    const place = selected();
    if (!place || !control?.name) return;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
    body.append("model", panel.dataset.model);
    body.append("field", control.name);
    body.append("text", place.words);
    const answer = await fetch(panel.dataset.valueAddress, { method: "POST", body });
    const read = answer.ok ? await answer.json() : { error: status.dataset.refused };
    if (read.error) return say(read.error);
    if (read.record) return fillRecord(place, control.name, read.record);
    if (read.choices) return offerChoices(place, control.name, read.choices);
    const row = read.is_party ? partyRow(read.value) : null;
    if (read.is_party && !row) return say(status.dataset.refused);
    return fill(place, control.name, row ? row.id : read.value, read.words);
  }

  function controlAt(element) {
    const box = element.closest?.(".select2-container");
    const control = box ? box.parentElement.querySelector("select") : element;
    return control?.matches?.("input, select, textarea") && control.form === form() ? control : null;
  }

  function aim(control) {
    target = control;
    putButton.textContent = `${put.label} ${labelOf(control)}`;
    putButton.disabled = !selected();
  }

  // Selection by keys: arrows go from word to word, with Shift to more of them, with Alt and Shift by letters.
  const WORD = /[\p{L}\p{N}]+(?:['’.\-/][\p{L}\p{N}]+)*/gu;

  function step(event, box) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const selection = getSelection();
    const inside = selection.anchorNode === box.firstChild && selection.focusNode === box.firstChild;
    const from = inside ? selection.focusOffset : 0;
    if (event.altKey && event.shiftKey && inside) {
      const to = Math.min(Math.max(from + way, 0), wordsOf(box).length);
      return selection.setBaseAndExtent(box.firstChild, selection.anchorOffset, box.firstChild, to);
    }
    const words = [...wordsOf(box).matchAll(WORD)].map((each) => [each.index, each.index + each[0].length]);
    const start = inside && !event.shiftKey && !selection.isCollapsed ? selection.getRangeAt(0).startOffset : from;
    const next = way > 0 ? words.find(([at, end]) => (event.shiftKey ? end > from : at > start || !inside))
      : words.findLast(([at]) => at < (event.shiftKey ? from : start));
    if (!next) return undefined;
    const anchor = event.shiftKey && inside ? selection.anchorOffset : next[0];
    return selection.setBaseAndExtent(box.firstChild, anchor, box.firstChild, event.shiftKey && way < 0 ? next[0] : next[1]);
  }

  for (const box of texts) {
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && target && selected()) {
        event.preventDefault();
        putInto(target);
      } else {
        step(event, box);
      }
    });
    box.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/x-source", "1"));
  }
  document.addEventListener("selectionchange", () => {
    putButton.disabled = !(target && selected());
  });
  putButton.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  putButton.addEventListener("click", () => putInto(target));
  form().addEventListener("focusin", (event) => {
    const control = controlAt(event.target);
    if (!control) return;
    aim(control);
    const row = control.closest(".inline-related")?.id || "";
    show(placesOf(control.name).length ? placesOf(control.name) : placesOf(row.startsWith("citations-") ? row : ""));
  });
  form().addEventListener("input", (event) => {
    if (event.target.name && !event.target.value) forget(event.target.name);
  });
  form().addEventListener("change", (event) => {
    if (event.isTrusted && event.target.matches("[data-rows]")) forget(event.target.name);
  });
  // Django tells of it before it counts the rows anew
  document.addEventListener("formset:removed", () => queueMicrotask(followRows));
  form().addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("text/x-source") && controlAt(event.target)) event.preventDefault();
  });
  form().addEventListener("drop", (event) => {
    const control = event.dataTransfer.types.includes("text/x-source") && controlAt(event.target);
    if (!control) return;
    event.preventDefault();
    putInto(control);
  });
  for (const { field: name } of [...quotes, ...passages]) field(name)?.classList?.add("has-quote");
  addEventListener("load", () => {
    const focused = controlAt(document.activeElement); // by the page itself, before this was listening
    if (focused && !target) aim(focused);
  });
  const cited = () => [...quotes, ...passages];
  return { keep, show, rangeOf, say, panel, cited };
})();
