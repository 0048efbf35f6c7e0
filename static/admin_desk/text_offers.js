"use strict";
// Suggestions for the texts beside the form: accepted one by one or all sure ones at once, each with its quote.

(() => {
  const { panel, keep, show, rangeOf, say, cited } = window.sourceTexts;
  const { field, setValue, setRecord, rowWhere, partyRow, ourTitle } = window.formFill;
  const list = document.getElementById("text-offers");
  const acceptAll = document.getElementById("text-accept-all");
  const group = document.getElementById("text-group"); // which agreement of the texts, or the meeting, the form is of
  const MEETING = "meeting";
  const rows = new Map(); // rows of the list by the id of the offer

  const valueOf = (row, name) => {
    const control = field(row ? `${row.id}-${name}` : name);
    return control?.multiple ? [...control.selectedOptions].map((each) => each.value) : control?.value || "";
  };

  // The organization of this name in another row, which may be new with the form.
  function typedOrganization(name) {
    const rows = [...document.querySelectorAll(".typed-record[name$=-organization]")];
    const other = rows.find((one) => one.value.trim() === name);
    return other && { name, pk: field(`${other.name}_chosen`).value };
  }

  let staying = ""; // what stands in the way of the suggestion that was accepted
  // What somebody typed or chose is replaced by the one suggestion that they accept, and not among all sure ones.
  const byHand = new WeakSet();
  for (const event of ["input", "change"]) document.addEventListener(event, (one) => one.isTrusted && byHand.add(one.target));

  // False where something that somebody typed, or that is recorded, stays instead.
  function fillIn(offer, fill, choice, isOfMany) {
    const organization = choice?.isOrganization ? choice : null;
    const where = { ...fill.where, ...(organization ? { organization: organization.name } : choice?.values) };
    const row = fill.part ? rowWhere(fill.part, where) : null;
    if (fill.part && !row) return true;
    let isDone = true;
    let isCited = !fill.cited.length;
    const basis = offer.stated ? "stated" : "inferred";
    for (const [name, value] of Object.entries({ ...where, ...fill.values })) {
      const input = row ? `${row.id}-${name}` : name;
      const before = valueOf(row, name);
      const isLoose = field(input)?.tagName === "SELECT" || ourTitle(input)?.checked;
      const mayReplace = isLoose && !(isOfMany && byHand.has(field(input)));
      if (isOfMany && isLoose && !mayReplace && before !== value) isDone = false;
      const isFree = !before.length || Array.isArray(before) || mayReplace;
      const label = choice?.values?.[name] ? choice.label : offer.words;
      const put = () => (name === "organization" && organization ? setRecord(input, organization) : setValue(input, value, label));
      const isSaid = before === value || (isFree && put());
      if (!isSaid && fill.cited.includes(name)) staying = before;
      if (!isSaid || !fill.cited.includes(name)) continue;
      isCited = true;
      for (const place of offer.places) keep(place, input, basis, value);
    }
    const own = row && fill.values.organization_as_written;
    const named = own && typedOrganization(own);
    if (named && !valueOf(row, "organization")) setRecord(`${row.id}-organization`, named);
    const party = fill.party && partyRow(fill.party);
    if (party && row && !valueOf(row, "party")) setValue(`${row.id}-party`, party.id, fill.party);
    return isDone && isCited;
  }

  function accept(offer, isOfMany = false) {
    const item = rows.get(offer.id);
    const select = item.querySelector("select");
    const choice = offer.choices[select ? select.selectedIndex : 0];
    staying = "";
    const isKept = offer.fills.map((fill) => fillIn(offer, fill, choice, isOfMany)).includes(false);
    if (!isOfMany) say(staying ? `${list.dataset.stays} ${staying}` : `${offer.kind}: ${offer.words}`);
    if (isKept) return; // it is still there to be accepted alone
    item.classList.add("is-taken");
    item.querySelector("button").disabled = true;
    count();
  }

  const open = (offers) => offers.filter((offer) => !rows.get(offer.id).classList.contains("is-taken"));

  function count() {
    const sure = open(panel.offers).filter((offer) => offer.sure);
    acceptAll.hidden = !sure.length;
    acceptAll.textContent = `${acceptAll.dataset.words} (${sure.length})`;
  }

  function element(tag, words, className = "") {
    const made = document.createElement(tag);
    made.textContent = words;
    if (className) made.className = className;
    return made;
  }

  function choices(offer, item) {
    const label = element("label", `${list.dataset.which} `, "offer-choice");
    const select = document.createElement("select");
    for (const each of offer.choices) {
      select.append(new Option([each.label, each.reason].filter(Boolean).join(" – "), each.pk));
    }
    label.append(select);
    item.append(label);
  }

  function item(offer) {
    const made = element("li", "", `offer${offer.sure ? "" : " is-unsure"}`);
    const button = element("button", list.dataset.accept);
    button.type = "button";
    button.setAttribute("aria-label", `${list.dataset.accept}: ${offer.kind}, ${offer.words}`);
    button.addEventListener("click", () => accept(offer));
    made.append(button, element("span", `${offer.kind} `, "offer-kind"), element("strong", offer.words));
    for (const [is, words] of [[!offer.stated, list.dataset.inferred], [offer.model, list.dataset.model], [!offer.sure, list.dataset.unsure]]) {
      if (is) made.append(" ", element("em", words));
    }
    if (offer.choices.length > 1) choices(offer, made);
    made.append(element("blockquote", offer.quote));
    for (const event of ["focusin", "mouseenter"]) made.addEventListener(event, () => show(offer.places));
    rows.set(offer.id, made);
    return made;
  }

  // Taken already: everything that it would fill in says so.
  function isTaken(offer) {
    const all = document.querySelectorAll(".inline-related:not(.empty-form)");
    return offer.fills.every((fill) => {
      const wanted = Object.entries({ ...fill.where, ...fill.values }).filter(([name]) => !name.endsWith("_chosen"));
      const candidates = fill.part ? [...all].filter((row) => row.id.startsWith(`${fill.part}-`)) : [null];
      return candidates.some((row) =>
        wanted.every(([name, value]) => [value].flat().every((each) => [valueOf(row, name)].flat().includes(each))),
      );
    });
  }

  // Which agreement of the texts this form is of: as the page says, else that of which most words are cited here.
  function likeliest(offers) {
    const names = [...new Set(offers.map((offer) => offer.group))];
    const isCited = (place) => cited().some((each) => each.text === place.text && each.start < place.end && each.end > place.start);
    const count = (name) => offers.filter((offer) => offer.group === name && offer.places.some(isCited)).length;
    const best = names.reduce((one, other) => (count(other) > count(one) ? other : one), names[0]);
    return names.includes(panel.dataset.group) ? panel.dataset.group : best;
  }

  function showGroup() {
    panel.offers = panel.all.filter((offer) => offer.group === group.value);
    rows.clear();
    list.replaceChildren(...panel.offers.map(item));
    for (const offer of panel.offers.filter(isTaken)) {
      rows.get(offer.id).classList.add("is-taken");
      rows.get(offer.id).querySelector("button").disabled = true;
    }
    if (window.Highlight) {
      const ranges = panel.offers.flatMap((offer) => offer.places).map(rangeOf).filter(Boolean);
      CSS.highlights.set("suggested", new Highlight(...ranges));
    }
    list.parentElement.hidden = !panel.offers.length;
    count();
  }

  async function load() {
    const answer = await fetch(panel.dataset.offersAddress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const isOfMeeting = panel.dataset.model === "activities.activity";
    panel.all = (await answer.json()).offers.filter((offer) => (offer.group === MEETING) === isOfMeeting);
    const labels = new Map(panel.all.map((offer) => [offer.group, offer.groupLabel]));
    group.replaceChildren(...[...labels].sort().map(([name, label]) => new Option(label, name)));
    group.closest("label").hidden = labels.size < 2;
    group.value = likeliest(panel.all) ?? "";
    showGroup();
  }

  group.addEventListener("change", showGroup);
  acceptAll.addEventListener("click", () => {
    const sure = open(panel.offers).filter((offer) => offer.sure);
    for (const offer of sure) accept(offer, true);
    say(`${acceptAll.dataset.done} ${sure.length}`);
  });
  // after Select2 and the inlines were made
  addEventListener("load", () => setTimeout(load));
})();
