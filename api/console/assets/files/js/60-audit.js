// anjia: a file that is dragged onto the place for it is sent at once.
"use strict";
(() => {
  const place = (e) => e.target.closest && e.target.closest("[data-drop]");
  const brings = (e) => e.dataTransfer && [...e.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (e) => {
    const form = place(e);
    if (!form || !brings(e)) return;
    e.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (e) => {
    const form = place(e);
    if (form && !form.contains(e.relatedTarget)) form.classList.remove("over");
  });
  document.addEventListener("drop", (e) => {
    const form = place(e);
    if (!form || !brings(e)) return;
    e.preventDefault();
    form.classList.remove("over");
    const input = form.querySelector("input[type=file]");
    input.files = e.dataTransfer.files;
    if (input.files.length) form.requestSubmit();
  });
})();
