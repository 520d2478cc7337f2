/* Gemak bovenop pagina's die zonder script ook werken: toetsen, concepten, sessie-einde, dubbel versturen.
   Geen derden, geen inline script (CSP). htmx komt uit django-htmx. */
"use strict";

(() => {
  const body = document.body;
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* ---------- toetsen ---------- */
  /* Losse toetsen staan uit waar iemand typt, en helemaal uit als de medewerker dat koos (WCAG 2.1.4). */
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const open = (id) => { const box = document.getElementById(id); if (box && !box.matches(":popover-open")) box.showPopover(); };

  function moveRow(step) {
    const rows = $$("main .werk .werk__naam, main [data-regel]");
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    j: () => moveRow(1),
    k: () => moveRow(-1),
    "/": () => open("zoek"),
    "?": () => open("toetsen"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      if ($("#zoek")) { event.preventDefault(); $("#zoek").togglePopover(); }
      return;
    }
    if (body.dataset.toetsen !== "aan" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || $("dialog[open]") || $("[popover]:popover-open")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[key] || (/^[a-z]$/.test(key) && $(`[data-toets="${key}"]`) && (() => $(`[data-toets="${key}"]`).click()));
    if (act) { event.preventDefault(); act(); }
  });

  /* ---------- concepten ---------- */
  /* Lange tekst overleeft herladen en een verlopen sessie: in sessionStorage, dus alleen in dit tabblad, nooit op schijf
     bij de server. Weg na een gelukte bewaring, bij uitloggen, en als iemand anders in dit tabblad inlogt. */
  const PREFIX = "concept:", SENT = "concept-verstuurd", OWNER = "concept-van";
  const store = (() => { try { sessionStorage.setItem("proef", "1"); sessionStorage.removeItem("proef"); return sessionStorage; } catch { return null; } })();
  const drafts = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const wipe = () => { for (const key of [...drafts(), SENT, OWNER]) store.removeItem(key); };
  const formKey = (form) => `${PREFIX}${location.pathname}#${form.dataset.concept}:`;
  const clock = (date) => `${String(date.getHours()).padStart(2, "0")}.${String(date.getMinutes()).padStart(2, "0")}`;

  function status(field) {
    let line = field.nextElementSibling;
    if (!line?.classList.contains("concept")) {
      line = document.createElement("p");
      line.className = "concept";
      line.setAttribute("role", "status");
      field.after(line);
    }
    return line;
  }

  function save(field) {
    const key = formKey(field.form) + field.name;
    const line = status(field);
    if (!field.value.trim()) { store.removeItem(key); line.textContent = ""; return; }
    try {
      store.setItem(key, JSON.stringify({ text: field.value, at: Date.now() }));
      line.textContent = `In dit tabblad bewaard om ${clock(new Date())} uur, nog niet in het dossier.`;
    } catch {
      line.textContent = "Niet bewaard. Kopieer je tekst voordat je deze pagina verlaat.";
    }
  }

  function offer(field, text, at) {
    if ("teruggegeven" in field.form.dataset) return;  // the server just gave back what was typed
    const line = status(field);
    line.textContent = `Je typte hier om ${clock(new Date(at))} uur iets dat niet bewaard is. `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "knoplink";
    button.textContent = "Zet mijn tekst terug";
    button.addEventListener("click", () => { field.value = text; line.textContent = "Jouw tekst staat er weer."; field.focus(); field.dispatchEvent(new Event("input", { bubbles: true })); });
    line.append(button);
  }

  function restore(field) {
    const key = formKey(field.form) + field.name;
    const kept = store.getItem(key);
    if (!kept || field.dataset.hersteld) return;
    field.dataset.hersteld = "1";
    const { text, at } = JSON.parse(kept);
    if (field.value === text) return;
    if (field.value.trim()) { offer(field, text, at); return; }  // what the server shows goes before what this tab remembers
    field.value = text;
    const line = status(field);
    line.textContent = `Je tekst van ${clock(new Date(at))} uur staat er weer. `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "knoplink";
    button.textContent = "Wis deze tekst";
    button.addEventListener("click", () => { field.value = ""; store.removeItem(key); line.textContent = "Gewist."; field.focus(); });
    line.append(button);
  }

  const draftFields = (root) => $$("form[data-concept] textarea:not([readonly])", root);
  const timers = new WeakMap();

  if (store) {
    if (body.dataset.wie) {
      if (store.getItem(OWNER) && store.getItem(OWNER) !== body.dataset.wie) wipe();
      store.setItem(OWNER, body.dataset.wie);
    }
    const sent = store.getItem(SENT);
    if (sent && $("[data-klaar]")) {
      for (const key of drafts()) if (key.startsWith(sent)) store.removeItem(key);
    }
    if (body.dataset.wie) store.removeItem(SENT);  // at the log-in page the answer is still to come
    draftFields(document).forEach(restore);
    document.addEventListener("input", (event) => {
      if (!event.target.matches?.("form[data-concept] textarea")) return;
      clearTimeout(timers.get(event.target));
      timers.set(event.target, setTimeout(save, 600, event.target));
    });
    addEventListener("pagehide", () => draftFields(document).forEach((field) => { if (field.value.trim()) save(field); }));
  }

  /* ---------- versturen ---------- */
  /* De knop blijft voor iedereen een knop; een tweede keer versturen doet alleen niets. De server heeft zijn eigen sleutel. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (store && form.matches("[data-uitloggen]")) wipe();
    if (form.dataset.verstuurd) { event.preventDefault(); return; }
    form.dataset.verstuurd = "1";
    event.submitter?.classList.add("is-bezig");
    if (store && form.dataset.concept) {
      draftFields(form.parentNode).filter((field) => field.form === form).forEach(save);
      store.setItem(SENT, formKey(form));
    }
  });
  addEventListener("pageshow", () => {
    for (const form of $$("form[data-verstuurd]")) delete form.dataset.verstuurd;
    for (const button of $$(".is-bezig")) button.classList.remove("is-bezig");
  });

  /* ---------- einde van de sessie ---------- */
  /* Wat op de pagina ingevuld is, gaat mee naar het inloggen: nooit naar de handeling zelf, want niemand drukte op bewaren. */
  let touched = null;
  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.method === "post" && form.elements.van) touched = form; });
  async function leave() {
    // Without the server there is no log-in page either, and a page that fails takes everything along: stay, and try again.
    try { await fetch($("#verbinding").dataset.adres, { method: "HEAD", cache: "no-store" }); } catch { dispatchEvent(new Event("offline")); return; }
    if (!touched?.isConnected) { location.reload(); return; }
    const to = document.createElement("input");
    Object.assign(to, { type: "hidden", name: "naar", value: touched.getAttribute("action") || location.pathname });
    touched.append(to);
    touched.enctype = "application/x-www-form-urlencoded";
    touched.action = body.dataset.voorbij;
    HTMLFormElement.prototype.submit.call(touched);
  }
  const ending = $("#sessie-einde");
  const idle = Number(body.dataset.sessie || 0) * 1000;
  let seen = Date.now();
  const shared = (() => { try { return localStorage; } catch { return null; } })();
  const restart = () => { seen = Date.now(); shared?.setItem("laatst-bezig", seen); };  // another tab keeps this one alive too
  if (ending && idle > 180000) {
    restart();
    setInterval(() => {
      const left = Math.max(seen, Number(shared?.getItem("laatst-bezig")) || 0) + idle - Date.now();
      if (left <= 0) leave();  // what was filled in comes back after logging in
      else if (left <= 120000) { if (!ending.open) ending.showModal(); }
      else if (ending.open) ending.close();
    }, 5000);
    $("form", ending).addEventListener("submit", (event) => {
      event.preventDefault();
      fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "error" })
        .then((reply) => { if (!reply.ok) throw new Error(String(reply.status)); restart(); ending.close(); })
        .catch(leave);
    });
  }

  /* ---------- na een wissel door htmx ---------- */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr?.responseURL && new URL(xhr.responseURL).pathname.startsWith("/inloggen")) {
      event.detail.shouldSwap = false;  // the session ended: go there as a whole page, and come back
      leave();
    }
  });
  /* Wie verder typt of verder loopt terwijl het antwoord onderweg is, houdt de eigen woorden en de eigen plek. */
  const typed = new Map();
  let focused = null;
  const stops = (box) => $$("a[href], button, input:not([type=hidden]), select, textarea, summary", box);
  document.addEventListener("htmx:beforeSend", () => typed.clear());
  document.addEventListener("input", ({ target }) => { if (target.id) typed.set(target.id, target); });
  const remember = ({ detail: { target } }) => {
    const at = document.activeElement;
    if (target?.id && target.contains(at) && at !== target) focused = { box: target.id, place: stops(target).indexOf(at) };
  };
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:oobBeforeSwap", remember);
  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, was] of typed) {
      const now = document.getElementById(id);
      if (now && now !== was) { now.value = was.value; now.checked = was.checked; }
    }
    const box = focused && document.activeElement === body && document.getElementById(focused.box);
    if (box) (stops(box)[Math.min(focused.place, stops(box).length - 1)] ?? box.closest("[tabindex]"))?.focus();
    focused = null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (idle) restart();
    $(".foutenlijst [autofocus]", event.detail.target)?.focus();
    if (store) draftFields(event.detail.target).forEach(restore);
  });
})();
