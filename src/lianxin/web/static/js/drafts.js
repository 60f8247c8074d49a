// Nothing typed is lost: drafts stay in this tab until they are accepted, and a form sent without a network is sent later.
import { say, serverNow } from "./page.js";

// This tab's storage only: callers' words do not stay on a shared machine after the tab or the session is closed.
const PREFIX = "lianxin.draft:";
const EVERY = 10_000; // milliseconds
const SKIPPED = new Set(["csrfmiddlewaretoken", "request_key"]);
const changed = new Set();
const touched = new WeakSet(); // forms somebody has begun to fill in: no draft is newer than that

// A draft is its writer's: whoever signs in next in this tab does not find it in their form.
const keyOf = (form) => `${PREFIX}${document.body.dataset.person ?? ""}:${form.dataset.draft}`;

function save(form) {
  if (!changed.delete(form) || !form.isConnected) return;
  const held = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIPPED.has(name));
  sessionStorage.setItem(keyOf(form), JSON.stringify(held));
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Shanghai" });
  tell(form, say("saved", { t: clock.format(serverNow()) }));
}

function tell(form, text) {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = text;
}

function restore(form) {
  if (touched.has(form)) return;
  const held = sessionStorage.getItem(keyOf(form));
  // What the server sent back with errors is newer than the draft.
  if (!held || form.querySelector("[aria-invalid=true], [role=alert]")) return;
  const values = new Map();
  for (const [name, value] of JSON.parse(held)) values.set(name, [...(values.get(name) ?? []), value]);
  let any = false;
  for (const control of form.elements) {
    if (!control.name || SKIPPED.has(control.name) || ["hidden", "file", "password", "submit"].includes(control.type)) continue;
    const wanted = values.get(control.name) ?? [];
    if (control.type === "checkbox" || control.type === "radio") {
      any ||= control.checked !== wanted.includes(control.value);
      control.checked = wanted.includes(control.value);
    } else if (control.multiple) {
      any ||= [...control.options].some((option) => option.selected !== wanted.includes(option.value));
      for (const option of control.options) option.selected = wanted.includes(option.value);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (wanted.length && control.value !== wanted[0]) {
      control.value = wanted[0];
      control.dispatchEvent(new Event("input", { bubbles: true }));
      any = true;
    }
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  changed.delete(form);
  if (any) tell(form, say("restored"));
}

const draftOf = (event) => event.target.closest?.("form[data-draft]");

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = draftOf(event);
    if (!form) return;
    changed.add(form);
    if (event.isTrusted) touched.add(form);
  });
}
document.addEventListener("focusout", (event) => draftOf(event) && save(draftOf(event)));
window.addEventListener("pagehide", () => changed.forEach(save));
setInterval(() => changed.forEach(save), EVERY);

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("dialog[open] form[data-draft], main form[data-draft]");
  if (event.key.toLowerCase() === "s" && event.ctrlKey && form) {
    event.preventDefault();
    changed.add(form);
    save(form);
  }
});

// Only what the server says it has accepted may go: without a session it redirects too, to the sign-in page.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || !event.detail.xhr?.getResponseHeader("X-Lianxin-Accepted")) return;
  changed.delete(form);
  sessionStorage.removeItem(keyOf(form));
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
  }
});

// Without a network a form is kept and sent when the network is back.
const bar = document.getElementById("hl-offline");
let kept = null;
const showNetwork = () => bar && (bar.hidden = navigator.onLine);
window.addEventListener("offline", showNetwork);
window.addEventListener("online", () => {
  showNetwork();
  if (kept?.isConnected) kept.requestSubmit();
  kept = null;
});
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept = event.target;
    showNetwork();
  },
  true,
);
showNetwork();

document.querySelectorAll("form[data-draft]").forEach(restore);
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  [root, ...root.querySelectorAll("form[data-draft]")].filter((form) => form.matches("form[data-draft]")).forEach(restore);
});
