// intake: what is typed is saved by itself; a number is read as soon as it stands.
"use strict";
(() => {
  const pause = 1500, again = 5000;
  // One form saves one page; it is sent as a press on the button would, without files.
  const keep = (form) => {
    const note = form.querySelector(".autosaved");
    let timer = 0, busy = false, dirty = false, stopped = false;
    const tell = (text, lost) => { note.textContent = text; note.classList.toggle("lost", lost); };
    const save = async () => {
      if (busy || stopped) return;
      busy = true; dirty = false;
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      try {
        const r = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual" });
        const answer = r.headers.get("Content-Type")?.includes("json") ? await r.json() : null;
        if (r.ok && answer) {
          form.elements._version.value = answer.version;
          tell(answer.text, false);
        } else if (answer && answer.conflict) {
          stopped = true;
          tell(answer.text, true);
        } else {
          tell(answer ? answer.text : form.dataset.again, true);
        }
      } catch {
        dirty = true;
        tell(form.dataset.unsaved, true);
        timer = setTimeout(save, again);
      }
      busy = false;
      if (dirty && !timer) timer = setTimeout(save, pause);
    };
    const changed = () => { dirty = true; clearTimeout(timer); timer = setTimeout(() => { timer = 0; save(); }, pause); };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => { stopped = true; dirty = false; clearTimeout(timer); });
    window.addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
    window.addEventListener("online", () => { if (dirty) save(); });
  };
  // A number is sent as soon as it is left: what it says fills in what is empty.
  const identity = (form) => {
    form.addEventListener("change", async (e) => {
      const input = e.target;
      if (!input.name || !input.name.endsWith("/id_number") || input.name.includes("/kin/")) return;
      let place = document.getElementById(input.id + "-said");
      if (!place) {
        place = document.createElement("div");
        place.id = input.id + "-said";
        place.setAttribute("role", "status");
        input.after(place);
      }
      if (!input.value.trim()) { place.replaceChildren(); return; }
      const at = input.name.slice(0, -"id_number".length);
      const type = form.elements[at + "id_type"];
      const body = new URLSearchParams({ number: input.value, type: type ? type.value : "", at });
      try {
        const r = await fetch(form.dataset.identity, { method: "POST", body, headers: { "HX-Request": "true" } });
        if (!r.ok) return;
        place.innerHTML = await r.text(); // made by the server's templates, everything in it escaped
      } catch { return; }
      const said = place.firstElementChild;
      for (const [member, value] of Object.entries(said ? said.dataset : {})) {
        const control = form.elements[at + (member === "idType" ? "id_type" : member)];
        if (!control || !value || control.value) continue;
        control.value = value;
        control.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  };
  document.querySelectorAll("form[data-autosave]").forEach(keep);
  document.querySelectorAll("form[data-identity]").forEach(identity);
})();
