// Buttons that copy the words beside them. Without scripts, or where a page may not, a click selects the words whole.
"use strict";

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const words = document.getElementById(button.dataset.copies);
    const done = document.createElement("span");
    done.setAttribute("role", "status");
    done.className = "quiet";
    button.after(" ", done);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words.textContent);
      done.textContent = button.dataset.done;
    });
  }
}
