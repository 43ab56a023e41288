// What follows in a list is laid under it; who came by keyboard goes on at its first line.
(() => {
  let grew = null;
  document.addEventListener("htmx:beforeSwap", (e) => {
    const row = e.detail.target;
    grew = row && row.matches && row.matches("tr.more") ? row.previousElementSibling : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!grew) return;
    const link = grew.nextElementSibling && grew.nextElementSibling.querySelector("th a");
    grew = null;
    if (link) link.focus({ preventScroll: true });
  });
})();
