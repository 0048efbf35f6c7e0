"use strict";
// The page in another language opens in a tab of its own once something was typed or chosen here, so that nothing is lost.

const markTyped = (event) => {
  if (event.isTrusted && event.target.closest("form[method=post]")) {
    for (const link of document.querySelectorAll(".desk-language")) link.target = "_blank";
  }
};
addEventListener("input", markTyped);
addEventListener("change", markTyped);
