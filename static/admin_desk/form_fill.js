"use strict";
// Fills in fields of a record's form as if somebody had typed: what suggestions and selected words are put into.

window.formFill = (() => {
  const form = () => document.querySelector("#content-main form[id$=_form]");
  const field = (name) => form()?.elements.namedItem(name) || null;
  const rowsOf = (part) => [...document.querySelectorAll(`.inline-related[id^="${part}-"]:not(.empty-form)`)];
  const isAutocomplete = (control) => control.matches("select.admin-autocomplete, .select2-hidden-accessible");

  function changed(control) {
    control.dispatchEvent(new Event("input", { bubbles: true }));
    if (isAutocomplete(control)) django.jQuery(control).trigger("change");
    else control.dispatchEvent(new Event("change", { bubbles: true }));
    for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  // Sets one value of a select; a record that was not looked up yet comes with its label.
  function choose(select, value, label) {
    let option = [...select.options].find((each) => each.value === value);
    if (!option) {
      if (!isAutocomplete(select) && !label) return false;
      option = new Option(label || value, value);
      select.append(option);
    }
    if (!select.multiple) select.value = value;
    option.selected = true;
    return true;
  }

  function setValue(name, value, label = "") {
    const control = field(name);
    if (!control || control instanceof RadioNodeList) return false;
    const values = Array.isArray(value) ? value : [value];
    if (control.tagName === "SELECT") {
      if (!values.every((each) => choose(control, each, label))) return false;
    } else if (control.type === "checkbox") {
      control.checked = Boolean(value);
    } else {
      control.value = values.join("\n");
    }
    changed(control);
    return true;
  }

  const controlsOf = (row) => [...row.querySelectorAll("input, select, textarea")];

  function isUntouched(control) {
    if (["hidden", "button", "search"].includes(control.type) || !control.name) return true;
    if (control.name.endsWith("-position")) return true; // every row has one
    if (["checkbox", "radio"].includes(control.type)) return control.checked === control.defaultChecked;
    if (control.tagName !== "SELECT") return !control.value;
    if (control.multiple) return !control.selectedOptions.length;
    return [...control.options].every((each) => each.selected === each.defaultSelected) || control.selectedIndex < 1;
  }

  const isBlank = (row) => controlsOf(row).every(isUntouched);
  const says = (row, name, value) => {
    const control = field(`${row.id}-${name}`);
    return control && control.value === value;
  };

  function addRow(part) {
    document.querySelector(`#${part}-group .add-row a`)?.click();
    return rowsOf(part).at(-1) || null;
  }

  // A record that is typed by its name: chosen by its key, or to be made when the form is saved.
  function setRecord(name, record) {
    const typed = field(name);
    if (!typed?.matches(".typed-record")) return setValue(name, record.pk, record.label);
    typed.value = record.name;
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    field(`${name}_chosen`).value = record.pk;
    const isNew = field(`${name}_new`);
    isNew.checked = !record.pk;
    isNew.closest("label").hidden = Boolean(record.pk);
    if (!record.pk) guess(record.guesses);
    changed(typed);
    return true;
  }

  // What is guessed of an organization that is made with the form
  function guess(guesses) {
    const kept = document.querySelector("[name=guessed]");
    const others = JSON.parse(kept.value || "[]").filter((each) => each.name !== guesses?.name);
    kept.value = JSON.stringify(guesses?.name ? [...others, guesses] : others);
  }

  // The row of a list in which these fields say so, else an empty one.
  function rowWhere(part, where) {
    const names = Object.keys(where);
    const rows = rowsOf(part);
    const fitting = names.length ? rows.find((row) => names.every((name) => says(row, name, where[name]))) : rows[0];
    return fitting || rows.find(isBlank) || addRow(part);
  }

  // The row of a party by its name as printed or its value.
  function partyRow(printed) {
    return rowsOf("involvements").find((row) => says(row, "name_as_written", printed) || says(row, "organization", printed));
  }

  function labelOf(control) {
    const label = control.labels?.[0]?.textContent || control.getAttribute("aria-label") || control.name;
    const row = control.closest(".inline-related")?.closest(".inline-group")?.querySelector(".inline-heading");
    return [row?.firstChild?.textContent.trim(), label.trim().replace(/:$/, "")].filter(Boolean).join(" – ");
  }

  // The box that says that a title is ours, beside the input of a title.
  const ourTitle = (name) => (name.endsWith("-title") ? field(name.replace(/title$/, "is_working_title")) : null);

  return { form, field, setValue, setRecord, rowsOf, rowWhere, partyRow, labelOf, ourTitle, says };
})();
