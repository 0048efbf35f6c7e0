"use strict";
// A working title that was made of the form and the parties follows the parties as long as nobody types another.

(() => {
  const { field, form, setValue, rowsOf, ourTitle } = window.formFill;

  function parties() {
    const rows = rowsOf("involvements").filter(
      (row) => field(`${row.id}-role`)?.value === "party" && !field(`${row.id}-DELETE`)?.checked,
    );
    return rows.map((row) => field(`${row.id}-name_as_written`)?.value.trim()).filter(Boolean).join(" – ");
  }

  // What stands before the parties in a title; null in one that is not made of them.
  function beginning(title, names) {
    if (!ourTitle(title.name)?.checked || !title.value) return null;
    if (title.value === names) return "";
    if (!names) return title.value === field("form")?.selectedOptions[0]?.text ? title.value : null;
    return title.value.endsWith(`: ${names}`) ? title.value.slice(0, -names.length - 2) : null;
  }

  let names = parties();

  function follow() {
    const now = parties();
    if (now === names) return;
    for (const title of form().querySelectorAll('[name^="texts-"][name$="-title"]')) {
      const begun = beginning(title, names);
      if (begun !== null) setValue(title.name, [begun, now].filter(Boolean).join(": ").slice(0, 400));
    }
    names = now;
  }

  for (const event of ["input", "change"]) {
    form().addEventListener(event, (one) => one.target.name?.startsWith("involvements-") && follow());
  }
  document.addEventListener("formset:removed", () => queueMicrotask(follow)); // Django counts the rows anew first
})();
