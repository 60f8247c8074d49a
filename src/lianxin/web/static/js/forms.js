// Forms: digits choose segments, parts appear when they are needed, words are counted, the first error gets the focus.
import { firstOf, firstWrong, formAtHand } from "./page.js";

/** Shows and hides the fields that depend on another one ("disposition=dispatch|answer"). Hidden ones are not sent. */
function arrange(form) {
  for (const field of form.querySelectorAll("[data-shown-when]")) {
    const [name, values] = field.dataset.shownWhen.split("=");
    const chosen = new FormData(form).getAll(name);
    field.hidden = !values.split("|").some((value) => chosen.includes(value));
    for (const control of field.querySelectorAll("input, select, textarea")) control.disabled = field.hidden;
  }
}

/** Areas end at their length; a line takes more than it may have, and says so, so that nothing is cut without a word. */
function count(area) {
  const most = Number(area.dataset.count || area.maxLength);
  const below = area.closest(".hl-field").querySelector(".hl-below");
  let place = below.querySelector(".hl-counter");
  if (!place) {
    place = document.createElement("span");
    place.className = "hl-counter num";
    place.setAttribute("aria-hidden", "true");
    below.append(place);
  }
  place.textContent = `${area.value.length} / ${most}`;
  place.hidden = area.matches("input") && area.value.length < most * 0.8;
  place.classList.toggle("over", area.value.length > most);
}

/** Prepares the forms of a new piece of page. */
export function prepare(root) {
  const forms = root.matches?.("form.hl-form") ? [root] : root.querySelectorAll("form.hl-form");
  for (const form of forms) arrange(form);
  for (const area of root.querySelectorAll("[data-count]")) count(area);
  firstWrong(root)?.focus();
}

/** Where the work of a page begins (data-begin): in the first field, or before it, so that Tab leads there. */
function begin() {
  const place = document.querySelector("main [data-begin]");
  if (!place || document.activeElement !== document.body) return;
  if (place.hasAttribute("tabindex")) place.focus({ preventScroll: true });
  else firstOf(place)?.focus();
}

/** A link into a form of the same page (data-lead): its first question gets the focus, not only the place. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-lead]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const place = document.querySelector(link.hash);
  if (!place) return;
  event.preventDefault();
  (firstOf(place) ?? place).focus();
});

/** What was wrong with a field is said only until it is answered anew; once nothing is wrong, the form does not say so either. */
function forgive(control) {
  const [field, form] = [control.closest(".hl-field"), control.form];
  if (!form || !field?.querySelector("[aria-invalid]")) return;
  for (const wrong of field.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
  field.querySelector(".hl-error")?.replaceChildren();
  if (!form.querySelector("[aria-invalid=true]")) form.querySelector(".hl-message.error[role=alert]")?.remove();
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-count]")) count(event.target);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.hl-form");
  if (form) arrange(form);
  if (form && event.target !== form) forgive(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form") ?? formAtHand("form.hl-form");
    if (form?.method === "post") {
      event.preventDefault();
      form.requestSubmit();
    }
  }
  if (/^\d$/.test(event.key) && event.target.matches?.(".hl-segments input") && !event.ctrlKey && !event.altKey) {
    const choice = event.target.closest(".hl-segments").querySelector(`[data-digit="${event.key}"]`);
    if (choice?.closest("label").getClientRects().length) {
      event.preventDefault();
      choice.focus();
      choice.click();
    }
  }
});

// A form grows while somebody presses: dates come, files arrive. The browser clicks what lies beneath the pointer at
// both ends of a press, so that a button that moved away between them would not have been pressed at all.
const STILL = 8; // pixels: whoever takes the pointer further changes their mind
let press = null;
document.addEventListener("pointerdown", (event) => {
  const button = event.button === 0 ? event.target.closest?.(".hl-submit button") : null;
  press = button && { button, x: event.clientX, y: event.clientY };
});
document.addEventListener("pointerup", (event) => {
  const [begun, here] = [press, event.target];
  press = null;
  if (!begun?.button.isConnected || begun.button.contains(here)) return;
  if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) <= STILL) begun.button.click();
});

prepare(document);
begin();
document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt);
  begin();
});
