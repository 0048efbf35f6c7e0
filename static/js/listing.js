// After a part of a list was replaced, the reader goes on from where they were: from the same value, or from the count.
"use strict";

let source = "";

document.addEventListener("htmx:before:swap", (event) => {
  source = event.detail.ctx.sourceElement.id;
});

document.addEventListener("htmx:after:swap", () => {
  const same = source && document.getElementById(source);
  const place = same && same.checkVisibility() ? same : document.getElementById("count");
  if (!place) return;
  place.focus({ preventScroll: true });
  if (place !== same) place.scrollIntoView({ block: "nearest" });
});
