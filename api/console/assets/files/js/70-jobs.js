// anjia: how far long work is, told by the server as it goes on. Without a script the page asks again by itself.
"use strict";
(() => {
  const show = (card, e) => {
    const put = (name, text) => { const at = card.querySelector(`[data-job-${name}]`); if (at) at.textContent = text; };
    put("said", e.said); put("text", e.text); put("of", e.of);
    const bar = card.querySelector("progress");
    if (!bar) return;
    if (e.total > 0) { bar.max = e.total; bar.value = e.done; } else bar.removeAttribute("value");
  };
  const follow = (card) => {
    if (!window.EventSource) { setTimeout(() => location.reload(), 5000); return; }
    const source = new EventSource(card.dataset.job);
    const note = card.querySelector("[data-job-note]");
    const said = note ? note.textContent : "";
    source.addEventListener("progress", (m) => { if (note && note.textContent !== said) note.textContent = said; show(card, JSON.parse(m.data)); });
    source.addEventListener("end", (m) => { source.close(); show(card, JSON.parse(m.data)); location.reload(); });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return; // it asks again by itself
      if (note) note.textContent = card.dataset.lost;
      setTimeout(() => follow(card), 5000);
    });
    window.addEventListener("pagehide", () => source.close());
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-job]").forEach(follow));
})();
