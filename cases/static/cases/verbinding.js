/* Geen verbinding, een trage of een mislukte aanvraag: zeg het, laat staan wat getypt is, en probeer het opnieuw.
   Een formulier gaat pas weg als de server antwoordt: een mislukte pagina neemt mee wat erin stond. */
"use strict";

(() => {
  const place = document.getElementById("verbinding"), line = document.getElementById("bezig");
  if (!place) return;
  const FRESH = 15000;  // so long after an answer the server is taken to be there
  const SLOW = 1000, LONG = 10000;
  let contact = Date.now(), again = null;

  /* ---------- de balk ---------- */
  function show(which, retry, { focus = false, number = "" } = {}) {
    again = retry;
    place.replaceChildren(document.getElementById(`balk-${which}`).content.cloneNode(true));
    const button = place.querySelector("button"), told = place.querySelector("[data-nummer]");
    if (told && number) told.textContent = ` Noem bij hulp nummer ${number}.`;
    button.addEventListener("click", tryAgain);
    if (focus) button.focus();
  }
  const hide = () => { place.replaceChildren(); again = null; };

  async function reached(patience = 6000) {
    if (!navigator.onLine) return false;
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), patience);
    try {
      await fetch(place.dataset.adres, { method: "HEAD", cache: "no-store", credentials: "omit", signal: stop.signal });
      contact = Date.now();
      return true;
    } catch { return false; } finally { clearTimeout(timer); }
  }

  async function tryAgain() {
    const told = place.querySelector("[data-stand]"), retry = again;
    told.textContent = "Bezig met verbinden…";
    if (!await reached(20000)) {
      told.textContent = `Nog steeds niet gelukt om ${new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".")} uur.`;
      return;
    }
    hide();
    retry?.();
  }

  addEventListener("offline", () => { if (!again) show("weg", null); });
  addEventListener("online", async () => { if (place.firstChild && !again && await reached()) hide(); });

  /* ---------- traag ---------- */
  function slow(what) {
    const timers = [setTimeout(() => { line.textContent = what; }, SLOW), setTimeout(() => { line.textContent = `${what} Dit duurt langer dan normaal.`; }, LONG)];
    return () => { timers.forEach(clearTimeout); line.textContent = ""; };
  }

  /* ---------- een formulier of link ---------- */
  let sending = () => {};
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const submit = () => { delete form.dataset.proef; form.requestSubmit(submitter); };
    const stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (form.dataset.proef) { stop(); return; }
    if (!navigator.onLine) { stop(); show("weg", submit, { focus: true }); return; }
    sending();
    sending = slow(form.method === "post" ? "Bezig met bewaren…" : "Bezig met ophalen…");
    if (form.method !== "post" || Date.now() - contact < FRESH) return;
    stop();
    form.dataset.proef = "1";
    submitter?.classList.add("is-bezig");
    reached().then((there) => {
      sending();
      if (there) { submit(); return; }
      delete form.dataset.proef;
      submitter?.classList.remove("is-bezig");
      show("weg", submit, { focus: true });
    });
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (navigator.onLine || !link || event.ctrlKey || event.metaKey || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    show("weg", () => link.click(), { focus: true });
  });
  addEventListener("pageshow", (event) => { sending(); if (event.persisted) contact = 0; });

  /* ---------- htmx ---------- */
  const running = new WeakMap();
  document.addEventListener("htmx:beforeSend", (event) => running.set(event.detail.xhr, slow("Bezig met ophalen…")));
  document.addEventListener("htmx:afterRequest", (event) => {
    running.get(event.detail.xhr)?.();
    if (event.detail.successful) { contact = Date.now(); if (place.firstChild) hide(); }
  });
  const failed = (which) => (event) => {
    const { elt, xhr, requestConfig } = event.detail, first = requestConfig?.triggeringEvent;
    const from = first?.target?.isConnected ? first.target : elt;
    const retry = () => (first?.type === "click" ? from.click() : from.dispatchEvent(new Event(first?.type ?? "change", { bubbles: true })));
    show(which, retry, { number: xhr?.getResponseHeader("X-Foutnummer") ?? "" });
  };
  document.addEventListener("htmx:sendError", failed("weg"));
  document.addEventListener("htmx:timeout", failed("weg"));
  document.addEventListener("htmx:responseError", failed("mislukt"));
})();
