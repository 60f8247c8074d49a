// What every module needs to know of the page: its words, the server's clock, where people are typing.

const words = JSON.parse(document.getElementById("hl-words")?.textContent ?? "{}");

/** One of the page's words, with {names} filled in. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// The server's moment when the page was made; from there on the browser's steady clock counts,
// never the clock on the desk, which may be wrong or be set while the page is open.
const shown = Date.parse(document.getElementById("hl-now")?.dateTime ?? "");
let serverStart = Number.isNaN(shown) ? Date.now() : shown;
let steadyStart = performance.now();
const FAR = 5_000; // milliseconds: a header says whole seconds and was on its way for a while

/** The server's time now, in milliseconds since 1970. */
export function serverNow() {
  return serverStart + performance.now() - steadyStart;
}

/** Sets the clock by the Date header of an answer: the steady one may have stood still while the computer slept. */
export function setServer(date) {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told) || Math.abs(told - serverNow()) < FAR) return;
  [serverStart, steadyStart] = [told, performance.now()];
}

const TYPING = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]";

/** Whether the element is one people type or choose words in. */
export function isTyping(element) {
  return element instanceof Element && element.matches(TYPING);
}

/** The first thing to answer in a form, or the button of one that asks nothing. A picker's own select is hidden. */
export function firstOf(root) {
  const asks = ".hl-form :is(input:not([type=hidden]), select, textarea):not(:disabled, [hidden])";
  return root.querySelector(asks) ?? root.querySelector(".hl-form .hl-submit button");
}

/** What has to be answered anew: of several choices the first, never a field that nobody sees (a picker's own select). */
export function firstWrong(root) {
  const wrong = root.querySelector("[aria-invalid=true]:not([hidden])");
  return wrong?.querySelector("input:not([type=hidden], :disabled)") ?? wrong;
}

/** The form that a key is meant for: of the open dialog, and none where that has none; without a dialog, of the page. */
export function formAtHand(kind) {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  return dialog ? dialog.querySelector(kind) : document.querySelector(`main ${kind}`);
}

/** Sends a form as it was sent before: by a click on the same button, for htmx takes up no other. */
export function sendAgain(form, button) {
  if (!button) form.requestSubmit();
  else if (button.isConnected) button.click();
}

/** Whether replacing this part of the page would take away focus, a choice or unsaved words. */
export function isInUse(part) {
  const at = document.activeElement;
  if (part.contains(at) && at !== part && !at.matches("[data-begin]")) return true;
  if (part.querySelector("details.hl-person[open], :is(tbody, .hl-cards) .choose :checked")) return true;
  return [...part.querySelectorAll(TYPING)].some((field) => field.value !== (field.defaultValue ?? field.value));
}
