// A scoring sheet is saved while one types, and photos go to their item piece by piece.
// Without this script the button saves, and files come with the form.
"use strict";
(() => {
  const PIECE = 1 << 20;
  const wait = (ms) => new Promise((r) => setTimeout(r, ms));
  const online = () => (navigator.onLine ? wait(1500) : new Promise((r) => addEventListener("online", r, { once: true })));

  // send keeps trying while the net is gone; what the server refuses is told once.
  async function send(address, options) {
    for (;;) {
      let answer;
      try { answer = await fetch(address, { credentials: "same-origin", ...options }); } catch { await online(); continue; }
      if (answer.status >= 500) { await wait(3000); continue; }
      return answer;
    }
  }

  // upload brings one file and goes on where it was; tell hears how far it is.
  async function upload(base, file, tell) {
    const key = crypto.randomUUID();
    const begun = await send(base, {
      method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify({ name: file.name, size: file.size, media_type: (file.type || "").split(";")[0] || undefined }),
    });
    if (!begun.ok) throw await refusal(begun);
    const session = await begun.json();
    let at = session.offset;
    while (at < file.size) {
      tell(Math.floor((100 * at) / file.size));
      let answer;
      try {
        answer = await fetch(`${base}/${session.id}`, {
          method: "PATCH", credentials: "same-origin", body: file.slice(at, at + Math.max(PIECE, session.min_piece || 0)),
          headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(at) },
        });
      } catch { tell(-1); await online(); }
      if (answer && answer.ok) { at = Number(answer.headers.get("Upload-Offset")); continue; }
      if (answer && answer.status < 500 && answer.status !== 409) throw await refusal(answer);
      const now = await send(`${base}/${session.id}`, {}); // where the server stands
      if (!now.ok) throw await refusal(now);
      at = (await now.json()).offset;
    }
    const done = await send(`${base}/${session.id}/complete`, { method: "POST", headers: { "Idempotency-Key": `${key}-done` } });
    if (!done.ok) throw await refusal(done);
    return session.id;
  }
  async function refusal(answer) {
    try { const p = await answer.json(); return new Error((p.errors && p.errors[0] && p.errors[0].message) || p.detail || p.title); } catch { return new Error(String(answer.status)); }
  }
  window.anjia = Object.assign(window.anjia || {}, { upload, send });

  const words = (text, ...args) => args.reduce((t, a, i) => t.replace(`{${i}}`, a), text || "");

  function begin(form) {
    let timer, running = false, again = false;
    const state = () => form.querySelector("#sheet-state");
    const say = (text, waits) => {
      const place = form.querySelector("[data-saved]");
      if (place) place.textContent = text;
      state().classList.toggle("waits", Boolean(waits));
    };
    async function save() {
      if (running) { again = true; return; }
      running = true;
      say(form.dataset.saving);
      const data = new FormData(form);
      for (const name of [...data.keys()]) if (name.startsWith("_more") || name.startsWith("_file")) data.delete(name);
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin", headers: { "HX-Request": "true" } });
        const text = await answer.text();
        const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("sheet-state");
        if (!fresh || fresh.dataset.stale === "true" || fresh.dataset.refused === "true") {
          say(form.dataset.failed, true);
          if (fresh && fresh.dataset.stale === "true") { form.noValidate = true; form.requestSubmit(); } // the page shows both
        } else {
          const open = state().querySelector("details")?.open;
          state().replaceWith(fresh);
          const details = fresh.querySelector("details");
          if (details && open) details.open = true;
          marks(fresh);
        }
      } catch { say(form.dataset.waits, true); await online(); again = true; }
      running = false;
      if (again) { again = false; plan(0); }
    }
    const plan = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };
    // An item whose gap is gone gets its sign at once.
    function marks(fresh) {
      const open = new Set([...fresh.querySelectorAll(".sheet-missing a")].map((a) => a.getAttribute("href").slice(1)));
      for (const item of form.querySelectorAll(".sheet-item")) item.classList.toggle("answered", !open.has(item.id));
    }
    form.addEventListener("input", (e) => { if (e.target.type !== "file") plan(1500); });
    form.addEventListener("change", (e) => {
      if (e.target.dataset.upload) bring(e.target); else plan(300);
    });
    form.addEventListener("submit", () => clearTimeout(timer));

    async function bring(input) {
      const box = input.closest(".sheet-proofs"), note = box.querySelector("[data-uploading]"), list = box.querySelector("[data-list]");
      for (const file of [...input.files]) {
        try {
          const id = await upload(form.dataset.files, file, (percent) => {
            note.textContent = percent < 0 ? words(note.dataset.waits, file.name) : words(note.dataset.going, file.name, percent);
          });
          const option = document.createElement("div");
          option.className = "option";
          const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: input.dataset.upload, value: id, id: `u-${id}`, checked: true });
          const label = Object.assign(document.createElement("label"), { htmlFor: tick.id, textContent: file.name });
          option.append(tick, label);
          list.append(option);
          note.textContent = words(note.dataset.done, file.name);
          box.querySelector("[data-proofs]").textContent = String(list.querySelectorAll(":checked").length);
        } catch (e) { note.textContent = `${file.name}：${e.message}`; }
      }
      input.value = "";
      plan(0);
    }
  }
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-sheet]").forEach(begin));
})();
