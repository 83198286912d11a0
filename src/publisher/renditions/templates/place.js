// Keeps the reader's place when the language changes: blocks have the same id in every language. Without this script
// the links lead to the same chapter.
"use strict";
for (const link of document.querySelectorAll("nav.languages a[hreflang]")) {
  link.addEventListener("click", () => {
    const blocks = [...document.querySelectorAll("main [id]")];
    const top = (block) => block.getBoundingClientRect().top;
    const begun = blocks.filter((block) => top(block) < 0).pop();
    const place = blocks.find((block) => top(block) >= 0 && top(block) < window.innerHeight) || begun;
    if (window.scrollY > 0 && place) {
      link.hash = place.id;
    }
  });
}
