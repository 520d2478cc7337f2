/* What the sweep looks at in an open page. Each function gives sentences: a finding each. Playwright evaluates this file,
   so the page's CSP does not stand in the way; `pages` is all it leaves behind. */
window.pages = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${element.className?.split ? `.${element.className.split(" ").join(".")}` : ""} "${(element.innerText ?? "").trim().slice(0, 30)}"`;
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const spoken = (element) => element.closest(".onzichtbaar, .spring, .werk thead, .kaartjes thead");  // off the screen on purpose
  const scrolls = (element) => { for (let up = element.parentElement; up; up = up.parentElement) if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) return true; return false; };

  /* Sideways scrolling, what sticks out of the window, and text cut off by its own box. */
  function fit() {
    const root = document.documentElement, found = [];
    if (root.scrollWidth > root.clientWidth) found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
    for (const element of all("body *")) {
      if (!shown(element) || spoken(element) || element.closest("svg *")) continue;
      const box = element.getBoundingClientRect();
      if (box.width && (box.right > root.clientWidth + 1 || box.left < -1) && !scrolls(element)) found.push(`sticks out: ${name(element)} ${Math.round(box.left)}-${Math.round(box.right)}`);
      const style = getComputedStyle(element);
      if (element.tagName !== "INPUT" && ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) found.push(`cut off: ${name(element)}`);
    }
    return found.slice(0, 5);
  }

  /* One heading, a title that names it, a language, no id twice, a button in each form, the skip link first. */
  function shape() {
    const found = [], headings = all("h1").filter(shown);
    if (headings.length !== 1) found.push(`${headings.length} h1`);
    const title = document.title.split(" – ")[0].trim();
    if (!title || title === "Samenhang") found.push(`title "${document.title}" names no page`);
    if (document.documentElement.lang !== "nl") found.push("lang is not nl");
    const ids = all("[id]").map((element) => element.id), twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    if (twice.length) found.push(`id twice: ${[...new Set(twice)]}`);
    for (const form of all("form")) if (![...form.elements].some((part) => part.type === "submit" || part.type === "image") && !form.querySelector("noscript")) found.push(`no button in ${name(form)}`);
    for (const part of all("[aria-describedby], [aria-labelledby], [aria-controls]"))
      for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls"])
        for (const id of (part.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) found.push(`${attribute} of ${name(part)} names ${id}`);
    for (const link of all('a[href^="#"]')) if (link.hash.length > 1 && !document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(`link to nothing: ${link.hash}`);
    return found;
  }

  /* On paper: no menu and no buttons, a heading, black on white. */
  function paper() {
    const found = all(".kop__nav, .kop button, .knop, .knoplink, .kiesknop, .spring, .voet, .opstel, dialog, [popover], input[type=submit]").filter(shown).map((element) => `on paper: ${name(element)}`).slice(0, 3);
    if (all("h1").filter(shown).length !== 1) found.push("no h1 on paper");
    const sheet = (element) => getComputedStyle(element).backgroundColor;
    if (sheet(document.body) !== "rgb(255, 255, 255)") found.push(`paper is ${sheet(document.body)}`);
    return found.concat(fit());
  }

  /* What Tab must reach: every control that shows; of radio buttons one per group. */
  function stops() {
    const groups = new Set();
    return all("a[href], button, input, select, textarea, summary, iframe, [tabindex]").filter((element) => {
      if (element.tabIndex < 0 || element.disabled || element.type === "hidden" || !shown(element)) return false;
      if (element.tagName === "SUMMARY" && element.parentElement.tagName === "DETAILS" && element.parentElement.firstElementChild !== element) return false;
      if (element.type !== "radio") return true;
      const group = `${element.form?.id}${element.name}`;
      return !groups.has(group) && groups.add(group);
    });
  }
  const same = (a, b) => a === b || (a?.type === "radio" && b?.type === "radio" && a.name === b.name && a.form === b.form);

  let walk = { list: [], reached: new Set(), last: null, found: [] };
  function begin() {
    document.body.tabIndex = -1;  // Tab goes on from the last focus: let that be the top
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
    walk = { list: stops(), reached: new Set(), last: null, found: [] };
    return walk.list.length;
  }

  /* After one Tab: where are we, can it be seen, does it lie below what came before (in a single column)? */
  function step(column) {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return false;
    const at = walk.list.findIndex((stop) => same(stop, element));
    if (walk.reached.size === 0 && !element.classList.contains("spring")) walk.found.push(`first stop is ${name(element)}`);
    if (at < 0) { walk.found.push(`Tab stops at ${name(element)}`); return true; }
    if (walk.reached.has(at)) return false;
    walk.reached.add(at);
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    if (!ring) walk.found.push(`focus cannot be seen: ${name(element)}`);
    if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) walk.found.push(`focus off the screen: ${name(element)}`);
    else {
      const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 1), innerWidth - 2), y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
      const top = document.elementFromPoint(x, y);
      if (top && !element.contains(top) && !top.contains(element) && !(element.labels && [...element.labels].some((label) => label.contains(top)))) walk.found.push(`focus under ${name(top)}: ${name(element)}`);
    }
    const page = box.top + scrollY;
    if (column && walk.last !== null && page < walk.last - 60) walk.found.push(`focus jumps up ${Math.round(walk.last - page)} px to ${name(element)}`);
    walk.last = page;
    return true;
  }
  function end() {
    const missed = walk.list.filter((_, at) => !walk.reached.has(at)).map((element) => `Tab never reaches ${name(element)}`);
    return [...walk.found, ...missed].slice(0, 6);
  }

  const folds = all("main details").map((part) => [part, part.open]);
  const unfolded = (on) => folds.forEach(([part, was]) => { part.open = on || was; });
  const spacing = new CSSStyleSheet();
  spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  const spaced = (on) => { document.adoptedStyleSheets = on ? [spacing] : []; };
  const doubled = (on) => { document.documentElement.style.fontSize = on ? "200%" : ""; };
  const moving = () => all("body *").filter((element) => { const style = getComputedStyle(element); return parseFloat(style.transitionDuration) || style.animationName !== "none"; }).map((element) => `moves: ${name(element)}`).slice(0, 3);
  return { fit, shape, paper, begin, step, end, unfolded, spaced, doubled, moving };
})();
