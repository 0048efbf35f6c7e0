// The sign beside a fact leads to its source at the end of the page. Where a browser can open things in place, the sign
// becomes a button that opens the source's card beside the fact.
"use strict";

if ("popover" in HTMLElement.prototype) {
  for (const link of document.querySelectorAll("a.mark[data-card]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.setAttribute("popovertarget", link.dataset.card);
    button.append(...link.childNodes);
    link.replaceWith(button);
  }
  for (const card of document.querySelectorAll(".why[popover]")) card.hidden = false;
}
