// What every module needs to know of the page: its words, the server's clock, where people are typing.

const words = JSON.parse(document.getElementById("hl-words")?.textContent ?? "{}");

/** One of the page's words, with {names} filled in. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// The server's moment when the page was made; from there on the browser's steady clock counts,
// never the clock on the desk, which may be wrong or be set while the page is open.
const shown = Date.parse(document.getElementById("hl-now")?.dateTime ?? "");
const serverStart = Number.isNaN(shown) ? Date.now() : shown;
const steadyStart = performance.now();

/** The server's time now, in milliseconds since 1970. */
export function serverNow() {
  return serverStart + performance.now() - steadyStart;
}

const TYPING = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]";

/** Whether the element is one people type or choose words in. */
export function isTyping(element) {
  return element instanceof Element && element.matches(TYPING);
}

/** Whether replacing this part of the page would take away focus, a choice or unsaved words. */
export function isInUse(part) {
  if (part.contains(document.activeElement) && document.activeElement !== part) return true;
  if (part.querySelector("details.hl-person[open], tbody .choose :checked")) return true;
  return [...part.querySelectorAll(TYPING)].some((field) => field.value !== (field.defaultValue ?? field.value));
}
