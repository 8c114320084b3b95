// What the harness asks of a page. Each function returns {…} or {error: "…"};
// the harness tries again until the error goes away or its patience ends.
const norm = (s) => (s || "").replace(/\s+/g, " ").trim();
const words = (el) => norm(el.innerText || el.textContent);
const visible = (el) =>
  el.getClientRects().length > 0 && getComputedStyle(el).visibility !== "hidden";

function labelled(el) {
  const by = el.getAttribute("aria-labelledby");
  if (by) return norm(by.split(/\s+/).map((id) => words(document.getElementById(id) || el)).join(" "));
  return norm(el.getAttribute("aria-label"));
}

function fieldName(el) {
  return labelled(el) || norm([...(el.labels || [])].map(words).join(" ")) || norm(el.title);
}

function actionName(el) {
  if (labelled(el)) return labelled(el);
  if (el.tagName === "INPUT") return norm(el.value);
  const alts = [...el.querySelectorAll("img[alt], svg[aria-label]")].map((i) => i.alt || i.getAttribute("aria-label"));
  return norm(words(el) + " " + alts.join(" ")) || norm(el.title);
}

const BOXES = "tr, li, fieldset, section, article, form, dialog, details, dl > div, nav, header, footer, aside, [role=group], [role=region]";

// within keeps the elements in the smallest box that has the text.
function within(scope, elements) {
  if (!scope) return elements;
  let boxes = [...document.querySelectorAll(BOXES)].filter((b) => visible(b) && words(b).includes(scope));
  boxes = boxes.filter((b) => !boxes.some((other) => other !== b && b.contains(other)));
  return elements.filter((el) => boxes.some((b) => b.contains(el)));
}

// pick takes the one visible element of that name: the whole name, or else a
// part of it.
function pick(kind, selector, name, nameOf, scope) {
  const all = within(scope, [...document.querySelectorAll(selector)].filter(visible));
  let hits = all.filter((el) => nameOf(el) === name);
  if (hits.length === 0) hits = all.filter((el) => nameOf(el).includes(name));
  if (hits.length === 1) return { el: hits[0] };
  const place = scope ? ` near "${scope}"` : "";
  if (hits.length > 1) {
    // Links that lead to the same place are one to a reader.
    if (new Set(hits.map((el) => el.href || el)).size === 1) return { el: hits[0] };
    return { error: `${hits.length} ${kind}s named "${name}"${place}` };
  }
  return { error: `no ${kind} named "${name}"${place}; there are: ` + all.map((el) => `"${nameOf(el)}"`).join(", ") };
}

const FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]), textarea, select, [contenteditable=true]";
const ACTIONS = "a[href], button, summary, input[type=submit], input[type=button], [role=button], [role=link], [role=tab], [role=menuitem]";

const field = (name, scope) => pick("field", FIELDS, name, fieldName, scope);

// point is the place where a mouse hits the element.
function point(el) {
  el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const r = el.getClientRects()[0];
  const x = r.left + r.width / 2, y = r.top + r.height / 2;
  const top = document.elementFromPoint(x, y);
  const own = [el, ...(el.labels || [])];
  if (!top || !own.some((o) => o.contains(top) || top.contains(o) && o !== el && top === o)) {
    return { error: `"${actionName(el) || fieldName(el)}" is covered by <${top ? top.tagName.toLowerCase() + " class=" + top.className : "nothing"}>` };
  }
  if (el.disabled) return { error: `"${actionName(el)}" is disabled` };
  return { x, y };
}

function pointAction(name, scope) {
  const hit = pick("link or button", ACTIONS, name, actionName, scope);
  return hit.error ? hit : point(hit.el);
}

function pointCheck(name, scope, on) {
  const hit = pick("choice", "input[type=radio], input[type=checkbox]", name, fieldName, scope);
  if (hit.error) return hit;
  return hit.el.checked === on ? { done: true } : point(hit.el);
}

function changed(el) {
  el.dispatchEvent(new Event("input", { bubbles: true }));
  el.dispatchEvent(new Event("change", { bubbles: true }));
}

// begin readies a field to be typed in: focused, its content selected. Selects
// and dates, which are not typed in as text, are set at once.
function begin(name, scope, value) {
  const hit = field(name, scope);
  if (hit.error) return hit;
  const el = hit.el;
  if (el.disabled || el.readOnly) return { error: `the field "${name}" cannot be changed` };
  if (el.tagName === "SELECT") {
    const options = [...el.options].map(words);
    let i = options.indexOf(value);
    if (i < 0) i = options.findIndex((o) => o.includes(value));
    if (i < 0) return { error: `"${name}" has no option "${value}"; there are: ` + options.map((o) => `"${o}"`).join(", ") };
    el.selectedIndex = i;
    changed(el);
    return { done: true };
  }
  if (["date", "time", "month", "datetime-local", "color", "range"].includes(el.type)) {
    el.value = value;
    changed(el);
    return { done: true };
  }
  el.focus();
  if (el.select) el.select();
  return { empty: el.value === "" };
}

function valueOf(name, scope) {
  const hit = field(name, scope);
  if (hit.error) return hit;
  if (hit.el.tagName === "SELECT") return { text: words(hit.el.selectedOptions[0]) };
  if (["radio", "checkbox"].includes(hit.el.type)) return { text: hit.el.checked ? "on" : "" };
  return { text: hit.el.value };
}

function page(scope) {
  const boxes = scope ? within(scope, [...document.querySelectorAll(BOXES)]).map(words) : [];
  return { text: scope ? boxes.join("\n") : norm(document.body ? document.body.innerText : "") };
}

function see(text, scope) {
  const all = page(scope).text;
  return all.includes(norm(text)) ? { done: true } : { error: `"${text}" is not to be seen; the page says: ${all.slice(0, 1500)}` };
}

function focused() {
  const el = document.activeElement;
  if (!el || el === document.body) return { text: "" };
  return { text: el.matches(FIELDS) ? fieldName(el) : actionName(el) };
}

function texts(css) {
  return { list: [...document.querySelectorAll(css)].filter(visible).map(words) };
}

function extent() {
  const d = document.scrollingElement || document.documentElement;
  return { width: d.scrollWidth, height: d.scrollHeight, wide: d.scrollWidth > innerWidth, long: d.scrollHeight > innerHeight };
}

function fileField(name, scope) {
  const all = within(scope, [...document.querySelectorAll("input[type=file]")]);
  const hits = all.filter((el) => fieldName(el) === name || fieldName(el).includes(name));
  return hits.length === 1 ? hits[0] : null;
}
