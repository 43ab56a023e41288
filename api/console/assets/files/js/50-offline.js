// Records of visits are kept on the device while one writes, encrypted with a key that cannot be
// taken out of the browser, and sent when there is a net. Signing out deletes all of it.
// Without this script the form is an ordinary one.
"use strict";
(() => {
  if (!window.indexedDB || !window.crypto || !crypto.subtle) return;
  const PERSON = "anjia-person";
  const box = () => document.querySelector("[data-outbox]");
  const words = (text, ...args) => args.reduce((t, a, i) => t.replace(`{${i}}`, a), text || "");
  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

  // --- the store: every value but its key is cipher text
  const done = (request) => new Promise((ok, fail) => { request.onsuccess = () => ok(request.result); request.onerror = () => fail(request.error); });
  let opened;
  function database() {
    opened ??= new Promise((ok, fail) => {
      const r = indexedDB.open("anjia", 1);
      r.onupgradeneeded = () => { r.result.createObjectStore("keys"); r.result.createObjectStore("items"); };
      r.onsuccess = () => { r.result.onversionchange = () => r.result.close(); ok(r.result); };
      r.onerror = () => fail(r.error);
    });
    return opened;
  }
  async function at(store, mode, use) { const d = await database(); return done(use(d.transaction(store, mode).objectStore(store))); }
  async function secret(person) {
    const found = await at("keys", "readonly", (s) => s.get(person));
    if (found) return found;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await at("keys", "readwrite", (s) => s.put(key, person));
    return key;
  }
  async function seal(person, bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(person), bytes) };
  }
  async function unseal(person, sealed) { return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await secret(person), sealed.data); }
  async function put(person, id, value) {
    const sealed = await seal(person, new TextEncoder().encode(JSON.stringify(value)));
    await at("items", "readwrite", (s) => s.put(sealed, `${person} ${id}`));
  }
  async function get(person, id) {
    const sealed = await at("items", "readonly", (s) => s.get(`${person} ${id}`));
    if (!sealed) return null;
    try { return JSON.parse(new TextDecoder().decode(await unseal(person, sealed))); } catch { return null; }
  }
  const drop = (person, id) => at("items", "readwrite", (s) => s.delete(`${person} ${id}`));
  async function list(person, kind) {
    const keys = await at("items", "readonly", (s) => s.getAllKeys());
    const out = [];
    for (const k of keys) if (k.startsWith(`${person} ${kind}:`)) { const id = k.slice(person.length + 1), value = await get(person, id); if (value) out.push({ id, ...value }); }
    return out;
  }
  async function putFile(person, id, file) { const sealed = await seal(person, await file.arrayBuffer()); await at("items", "readwrite", (s) => s.put(sealed, `${person} ${id}`)); }
  async function getFile(person, id, about) {
    const sealed = await at("items", "readonly", (s) => s.get(`${person} ${id}`));
    return sealed && new File([await unseal(person, sealed)], about.name, { type: about.type });
  }
  async function dropDraft(person, draft) { for (const f of draft.files || []) await drop(person, f.id); await drop(person, draft.id); }

  // --- sending what waits
  let sending = false;
  async function flush(person) {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      for (const draft of await list(person, "draft")) {
        if (draft.state !== "waiting") continue;
        await show(person, draft.id);
        const outcome = await deliver(person, draft);
        if (outcome === "offline") break;
      }
    } finally { sending = false; await show(person); }
  }
  async function deliver(person, draft) {
    try {
      for (const f of draft.files || []) {
        if (f.sent) continue;
        const file = await getFile(person, f.id, f);
        if (file) f.sent = await window.anjia.upload(draft.filesAt, file, () => {});
        await put(person, draft.id, draft); // what has been brought is not brought again
      }
      const body = new FormData();
      for (const [name, value] of draft.fields) body.append(name, value);
      for (const f of draft.files || []) if (f.sent) body.append("/evidence_ids", f.sent);
      const answer = await fetch(draft.address, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.status >= 500) return "offline";
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) { draft.note = "signin"; await put(person, draft.id, draft); return "signin"; }
      const told = await answer.json();
      draft.note = "";
      if (answer.ok) {
        for (const f of draft.files || []) await drop(person, f.id);
        Object.assign(draft, { state: "sent", at: Date.now(), fields: [], files: [] });
      } else Object.assign(draft, { state: "refused", told: told.refused || [told.detail], stale: told.stale });
      await put(person, draft.id, draft);
      return draft.state;
    } catch (e) {
      if (e instanceof TypeError) return "offline"; // the net went away
      Object.assign(draft, { state: "refused", told: [e.message] });
      await put(person, draft.id, draft);
      return "refused";
    }
  }

  // --- what the reader sees of it
  async function show(person, busy) {
    const place = box();
    if (!place) return;
    const day = 24 * 3600 * 1000, w = place.dataset, out = [];
    for (const draft of await list(person, "draft")) {
      if (draft.state === "sent" && Date.now() - draft.at > day) { await drop(person, draft.id); continue; }
      const li = document.createElement("li");
      li.className = draft.state;
      const text = { writing: words(w.kept, clock(draft.at)), waiting: words(w.waiting, clock(draft.at)), sent: words(w.sent, clock(draft.at)), refused: w.refused }[draft.state];
      const name = document.createElement("span");
      name.textContent = `${draft.title}　${draft.id === busy ? w.sending : draft.note === "signin" ? w.signin : text}`;
      li.append(name);
      if (draft.state !== "sent") {
        const open = Object.assign(document.createElement("a"), { href: draft.address, textContent: w.open });
        const gone = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: w.drop });
        gone.addEventListener("click", async () => { if (confirm(w.sure)) { await dropDraft(person, draft); show(person); } });
        li.append(open, gone);
      }
      if (draft.told && draft.state === "refused") {
        const why = document.createElement("ul");
        for (const t of draft.told) why.append(Object.assign(document.createElement("li"), { textContent: t }));
        li.append(why);
      }
      out.push(li);
    }
    place.querySelector("ul").replaceChildren(...out);
    place.hidden = out.length === 0;
  }

  // --- the form
  function entries(form) { return [...new FormData(form)].filter(([n, v]) => typeof v === "string" && !n.startsWith("_step")); }
  function renumber(group) {
    const count = group.querySelector(":scope > input[name^='_n']"), name = count.name.slice(2);
    const items = [...group.querySelectorAll(":scope > .item")];
    count.value = String(items.length);
    const id = group.id;
    items.forEach((item, i) => {
      for (const el of item.querySelectorAll("[name],[id],[for],[value],[aria-describedby]")) {
        for (const a of ["name", "value"]) { const v = el.getAttribute(a); if (v && v.startsWith(`${name}/`)) el.setAttribute(a, v.replace(/^(.*?)\/\d+/, (all, head) => (all.startsWith(`${name}/`) ? `${name}/${i}` : all))); }
        for (const a of ["id", "for", "aria-describedby"]) { const v = el.getAttribute(a); if (v && v.startsWith(`${id}-`)) el.setAttribute(a, v.replace(new RegExp(`^${id}-\\d+`), `${id}-${i}`)); }
      }
    });
  }
  function addItem(group) {
    const items = [...group.querySelectorAll(":scope > .item")], last = items[items.length - 1];
    if (!last) return null;
    const fresh = last.cloneNode(true);
    for (const el of fresh.querySelectorAll("input,textarea,select")) {
      if (el.type === "checkbox" || el.type === "radio") { el.checked = false; el.name += " "; } else if (el.type !== "hidden") el.value = "";
    }
    last.after(fresh);
    for (const el of fresh.querySelectorAll("[name$=' ']")) el.name = el.name.trim();
    renumber(group);
    return fresh;
  }
  function fill(form, fields) {
    for (const group of form.querySelectorAll("fieldset.list")) {
      const count = group.querySelector(":scope > input[name^='_n']"), kept = fields.find(([n]) => count && n === count.name);
      if (!kept) continue;
      while (Number(count.value) < Number(kept[1]) && addItem(group)) { /* one more */ }
      while (Number(count.value) > Math.max(1, Number(kept[1]))) { group.querySelector(":scope > .item:last-of-type").remove(); renumber(group); }
    }
    const by = new Map();
    for (const [n, v] of fields) by.set(n, [...(by.get(n) || []), v]);
    for (const el of form.elements) {
      if (!el.name || el.type === "file" || el.type === "submit" || el.name === "_version") continue;
      const values = by.get(el.name) || [];
      if (el.type === "checkbox" || el.type === "radio") el.checked = values.includes(el.value);
      else if (values.length) el.value = values[0];
    }
  }
  async function begin(form, person) {
    const address = new URL(form.action).pathname, id = `draft:${address}`;
    let draft = await get(person, id), timer;
    const kept = form.querySelector("[data-kept-at]");
    const say = (text) => { if (kept) kept.textContent = text; };
    if (draft && draft.state !== "sent" && !form.dataset.refused) {
      fill(form, draft.fields);
      if (!draft.stale) { const v = draft.fields.find(([n]) => n === "_version"); if (v && !navigator.onLine) form.elements._version.value = v[1]; }
      if (draft.state === "refused" || draft.stale) form.elements._key.value = crypto.randomUUID();
      say(words(box()?.dataset.kept, clock(draft.at)));
    } else draft = { address, title: form.dataset.title, filesAt: form.dataset.files, files: (draft && draft.state !== "sent" && draft.files) || [] };
    async function save(state = "writing") {
      clearTimeout(timer);
      Object.assign(draft, { fields: entries(form), state, at: Date.now(), told: null, note: "" });
      await put(person, id, draft);
      say(words(state === "waiting" ? box()?.dataset.waiting : box()?.dataset.kept, clock(draft.at)));
    }
    const plan = () => { clearTimeout(timer); timer = setTimeout(save, 800); };
    form.addEventListener("input", (e) => { if (e.target.type !== "file") plan(); });
    form.addEventListener("click", (e) => {
      const add = e.target.closest("button[name=_add]"), remove = e.target.closest("button[name=_remove]");
      if (!add && !remove) return;
      const group = (add || remove).closest("fieldset.list");
      if (add) { const fresh = addItem(group); if (!fresh) return; fresh.querySelector("input,textarea")?.focus(); }
      if (remove) {
        const items = group.querySelectorAll(":scope > .item"), item = remove.closest(".item");
        if (items.length > 1) { item.remove(); renumber(group); } else for (const el of item.querySelectorAll("input,textarea")) { if (el.type !== "hidden") el.value = ""; }
        group.querySelector("button[name=_add]")?.focus();
      }
      e.preventDefault();
      plan();
    });
    files(form, person, draft, save);

    form.addEventListener("submit", async (e) => {
      if (form.dataset.through || (e.submitter && e.submitter.name !== "_step")) return;
      e.preventDefault();
      const reachable = await fetch("/console/worker.js", { cache: "no-store" }).then((r) => r.ok, () => false);
      if (!reachable) { await save("waiting"); await show(person); addEventListener("online", () => flush(person), { once: true }); return; }
      await save("writing");
      const note = form.querySelector("[data-uploading]");
      try {
        for (const f of draft.files) {
          if (!f.sent) {
            const file = await getFile(person, f.id, f);
            f.sent = await window.anjia.upload(form.dataset.files, file, (p) => { note.textContent = p < 0 ? words(note.dataset.waits, f.name) : words(note.dataset.going, f.name, p); });
            await put(person, id, draft);
          }
          form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "/evidence_ids", value: f.sent }));
        }
      } catch (x) { note.textContent = x.message; return; }
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_step", value: "check" }));
      form.dataset.through = "1";
      form.submit();
    });
  }

  // Photos and voice notes wait on the device like the rest.
  function files(form, person, draft, save) {
    const place = form.querySelector("[data-device-files]"), input = form.querySelector("[data-device]");
    const draw = async () => {
      const rows = [];
      for (const f of draft.files) {
        const li = document.createElement("li");
        li.append(Object.assign(document.createElement("span"), { textContent: f.name }));
        const gone = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: place.dataset.remove });
        gone.addEventListener("click", async () => { draft.files = draft.files.filter((x) => x !== f); await drop(person, f.id); await save(); draw(); });
        li.append(gone);
        rows.push(li);
      }
      place.replaceChildren(...rows);
    };
    const keep = async (file) => {
      const about = { id: `file:${crypto.randomUUID()}`, name: file.name, type: file.type };
      await putFile(person, about.id, file);
      draft.files.push(about);
      await save();
      draw();
    };
    input?.addEventListener("change", async () => { for (const f of [...input.files]) await keep(f); input.value = ""; });
    draw();
    const button = form.querySelector("[data-record]");
    if (!button || !window.MediaRecorder || !navigator.mediaDevices) return;
    button.closest("[data-voice]").hidden = false;
    let recorder;
    button.addEventListener("click", async () => {
      if (recorder) { recorder.stop(); return; }
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true }), parts = [];
        recorder = new MediaRecorder(stream);
        recorder.addEventListener("dataavailable", (e) => parts.push(e.data));
        recorder.addEventListener("stop", async () => {
          const type = recorder.mimeType.split(";")[0], ending = { "audio/webm": "webm", "audio/mp4": "mp4", "audio/ogg": "ogg" }[type] || "webm";
          stream.getTracks().forEach((t) => t.stop());
          recorder = null;
          button.textContent = button.dataset.start;
          button.classList.remove("recording");
          await keep(new File(parts, `${button.dataset.name}${clock(Date.now()).replace(":", "")}.${ending}`, { type }));
        });
        recorder.start();
        button.textContent = button.dataset.stop;
        button.classList.add("recording");
      } catch { recorder = null; button.after(Object.assign(document.createElement("p"), { className: "error", textContent: button.dataset.denied })); }
    });
  }

  // --- pages
  async function wipe() {
    try { (await database()).close(); } catch { /* none */ }
    opened = undefined;
    await new Promise((r) => { const q = indexedDB.deleteDatabase("anjia"); q.onsuccess = q.onerror = q.onblocked = r; });
    localStorage.removeItem(PERSON);
    localStorage.removeItem("anjia-wipe");
  }
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!form.action.endsWith("/console/signout") || form.dataset.wiped || !localStorage.getItem(PERSON)) return;
    e.preventDefault();
    (async () => {
      const open = (await list(localStorage.getItem(PERSON), "draft")).filter((d) => d.state !== "sent").length;
      if (open && !confirm(words(localStorage.getItem("anjia-wipe"), open))) return;
      await wipe();
      form.dataset.wiped = "1";
      form.submit();
    })();
  });
  async function prepare(person) { // forms that may be wanted where there is no net
    for (const link of document.querySelectorAll("a[data-prepare]")) {
      try {
        const answer = await fetch(link.href, { credentials: "same-origin" });
        if (!answer.ok || answer.redirected) continue;
        const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
        const form = main && main.querySelector("form[data-visit]");
        if (form) await put(person, `page:${new URL(link.href).pathname}`, { title: form.dataset.title, html: main.innerHTML });
      } catch { return; }
    }
  }
  async function shell(place, person) {
    const page = await get(person, `page:${location.pathname}`);
    if (page) {
      document.getElementById("main").innerHTML = page.html; // what this console made and kept under its own key
      const form = document.querySelector("form[data-visit]");
      if (form) await begin(form, person);
      return;
    }
    const rows = (await list(person, "page")).map((p) => {
      const li = document.createElement("li");
      li.append(Object.assign(document.createElement("a"), { href: p.id.slice("page:".length), textContent: p.title }));
      return li;
    });
    if (rows.length) place.querySelector("ul").replaceChildren(...rows); else place.append(Object.assign(document.createElement("p"), { textContent: place.dataset.none }));
  }
  document.addEventListener("DOMContentLoaded", async () => {
    const place = box(), off = document.querySelector("[data-offline]");
    if (place && place.dataset.person) {
      localStorage.setItem(PERSON, place.dataset.person);
      localStorage.setItem("anjia-wipe", place.dataset.wipe);
      if (navigator.serviceWorker) navigator.serviceWorker.register("/console/worker.js").catch(() => {});
    }
    const person = localStorage.getItem(PERSON);
    if (!person) return;
    const form = document.querySelector("form[data-visit]");
    if (off) await shell(off, person);
    else if (form) { await put(person, `page:${location.pathname}`, { title: form.dataset.title, html: document.getElementById("main").innerHTML }); await begin(form, person); }
    const sentHere = document.querySelector(".notice.good[role=status]"); // an act was done: its draft on the device is over
    const went = sessionStorage.getItem("anjia-checking");
    if (went && sentHere) { const d = await get(person, went); if (d) await dropDraft(person, { ...d, id: went }); }
    sessionStorage.removeItem("anjia-checking");
    const check = [...document.querySelectorAll("form button[value=do]")].map((b) => b.form).find(Boolean);
    if (check) check.addEventListener("submit", () => sessionStorage.setItem("anjia-checking", `draft:${new URL(check.action).pathname.replace("/acts/", "/visits/")}`));
    addEventListener("online", () => flush(person));
    if (!off) await flush(person);
    await show(person);
    if (place && place.dataset.person) await prepare(person);
  });
})();
