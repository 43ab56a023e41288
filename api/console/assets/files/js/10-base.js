// anjia: what pages do better with a script. Every page works without.
"use strict";
(() => {
  // The summary of errors, or the field that a link in it names, takes the focus.
  const settle = () => {
    const troubles = document.getElementById("troubles");
    if (troubles) troubles.focus();
  };
  document.addEventListener("click", (e) => {
    const link = e.target.closest(".troubles a[href^='#']");
    if (!link) return;
    const place = document.getElementById(link.getAttribute("href").slice(1));
    if (!place) return;
    e.preventDefault();
    const control = place.matches("input,select,textarea") ? place : place.querySelector("input,select,textarea,button");
    (control || place).focus();
    place.scrollIntoView({ block: "center" });
  });
  // A form is sent once: a second press while the first is under way does nothing.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!form.matches("[data-guard]")) return;
    if (e.submitter && e.submitter.formTarget === "_blank") return; // a paper opens beside
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  // The person's box closes with Escape and by a press outside of it.
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    const box = document.querySelector("details.person[open]");
    if (box) { box.open = false; box.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (e) => {
    const box = document.querySelector("details.person[open]");
    if (box && !box.contains(e.target)) box.open = false;
  });
  // Long texts tell how many characters are left, once that matters.
  document.addEventListener("input", (e) => {
    const most = Number(e.target.dataset && e.target.dataset.most);
    if (!most) return;
    const left = most - [...e.target.value].length;
    let note = e.target.nextElementSibling;
    if (!note || !note.classList.contains("left")) {
      note = document.createElement("p");
      note.className = "help left";
      note.setAttribute("aria-live", "polite");
      e.target.after(note);
    }
    note.textContent = left < most / 5 ? String(left) : "";
  });
  document.addEventListener("DOMContentLoaded", settle);
  document.addEventListener("htmx:afterSwap", settle);
})();
