// Files of a form are sent while one still fills it in: in pieces, with progress, and from where the line broke.
"use strict";
(() => {
  const bring = async (form, place, file) => {
    const line = document.createElement("p");
    line.className = "sending";
    line.setAttribute("role", "status");
    const bar = document.createElement("progress");
    const name = document.createElement("span");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    name.textContent = `${form.dataset.sending} ${file.name}`;
    line.append(name, bar);
    place.prepend(line);
    form.dataset.busy = String(Number(form.dataset.busy || 0) + 1);
    try {
      const id = await window.anjia.upload(form.dataset.pieces, file, (percent) => { if (percent >= 0) bar.value = percent; });
      const kept = document.createElement("input");
      kept.type = "hidden"; kept.name = place.dataset.files; kept.value = id;
      const drop = document.createElement("button");
      drop.type = "button"; drop.className = "linklike"; drop.textContent = form.dataset.drop;
      drop.addEventListener("click", () => { line.remove(); place.querySelector("input[type=file]:last-of-type")?.focus(); });
      name.textContent = `${form.dataset.brought} ${file.name}`;
      bar.remove();
      line.classList.add("done");
      line.append(kept, drop);
    } catch (e) {
      bar.remove();
      line.classList.add("failed");
      name.textContent = `${form.dataset.failed} ${file.name} ${e.message || ""}`;
    }
    form.dataset.busy = String(Number(form.dataset.busy) - 1);
  };
  document.querySelectorAll("form[data-pieces]").forEach((form) => {
    form.addEventListener("change", (e) => {
      const place = e.target.type === "file" && e.target.closest("[data-files]");
      if (!place) return;
      const files = [...e.target.files];
      e.target.value = ""; // sent by itself: not once more with the form
      files.reduce((before, file) => before.then(() => bring(form, place, file)), Promise.resolve());
    });
    // While a file is under way the form waits for it.
    form.addEventListener("submit", (e) => {
      if (!Number(form.dataset.busy || 0)) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      const button = e.submitter;
      const again = setInterval(() => {
        if (Number(form.dataset.busy)) return;
        clearInterval(again);
        form.requestSubmit(button || undefined);
      }, 300);
    }, true);
  });
})();
