// Nothing typed is lost: the server keeps what is being written; this tab holds it only while the server cannot be reached.
import { formAtHand, say, sendAgain, serverNow } from "./page.js";
import { signedOut } from "./requests.js";

// This tab's storage only: callers' words do not stay on a shared machine after the tab or the session is closed.
const OURS = "lianxin."; // all that this tab holds: drafts, names of files, where one stood in a list
const PREFIX = `${OURS}draft:`;
const EVERY = 10_000; // milliseconds
const SKIPPED = new Set(["csrfmiddlewaretoken", "request_key", "draft_slot", "draft_form"]);
const changed = new Set();
const touched = new WeakSet(); // forms somebody has begun to fill in: no draft is newer than that
const busy = new WeakMap(); // forms whose last words are still on their way: the next ones wait, so that none overtakes
const written = new WeakSet(); // forms that hold words of their writer's: who cancels one is told, and can take it back
const handing = new WeakSet(); // forms on their way to be accepted: what is saved now would come too late

const slotOf = (form) => form.elements.draft_slot?.value ?? "";
const person = () => `${PREFIX}${document.body.dataset.person ?? ""}:`;

// A draft is its writer's: whoever signs in next in this tab does not find it in their form.
const keyOf = (form) => `${person()}${form.dataset.draft}#${slotOf(form)}`;

/** The words of a form as the server takes them: fields, form, slot, and the key under which it will be handed in. */
function wordsOf(form) {
  // Not the page's token: held words outlive the session that gave it; the request carries its own.
  const words = ([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "draft_form"].includes(name);
  const fields = [...new FormData(form)].filter(words);
  return new URLSearchParams([...fields, ["draft_form", form.dataset.draft]]).toString();
}

function tell(form, text) {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = text;
}

const clock = () => new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Shanghai" }).format(serverNow());

/** Hands words to the server; true once they lie there, or their form was handed in meanwhile. */
async function post(words) {
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const asked = { method: "POST", body: new URLSearchParams(words), headers, keepalive: true, redirect: "manual" };
  const answer = await fetch("/drafts", asked);
  if (answer.type === "opaqueredirect") signedOut(); // where a session is missing the server points to the sign-in
  return answer.ok;
}

/** Held here at once, and let go of here when the server has it. */
async function save(form, { quiet = false } = {}) {
  if (!form.isConnected || handing.has(form) || (busy.has(form) && !going) || !changed.delete(form)) return;
  const [key, words] = [keyOf(form), wordsOf(form)];
  sessionStorage.setItem(key, words);
  let kept = false;
  const sent = navigator.onLine ? post(words) : Promise.resolve(false);
  busy.set(form, sent);
  try {
    kept = await sent;
  } catch {
    // No network, or the page is going: the words lie in this tab.
  }
  busy.delete(form);
  if (kept && sessionStorage.getItem(key) === words) sessionStorage.removeItem(key);
  if (!quiet) tell(form, say(kept ? "saved" : "held", { t: clock() }));
  if (kept) {
    save(form); // what was written meanwhile
  } else if (form.isConnected && !handing.has(form)) {
    changed.add(form); // tried again with the next round
  }
}

// A copy: without a network save() puts its form back at once, and a set that grows while it is walked never ends.
const saveAll = () => [...changed].forEach((form) => save(form));

/** What the server has not been given yet, put back into its form. */
function restore(form) {
  if (touched.has(form)) return;
  const held = sessionStorage.getItem(keyOf(form));
  // What the server sent back with errors is newer than the draft.
  if (!held || form.querySelector("[aria-invalid=true], [role=alert]")) return;
  const values = new URLSearchParams(held);
  let any = false;
  for (const control of form.elements) {
    if (!control.name || SKIPPED.has(control.name) || ["hidden", "file", "password", "submit"].includes(control.type)) continue;
    const wanted = values.getAll(control.name);
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
  if (any) {
    tell(form, say("restored"));
    written.add(form);
  }
  changed.add(form);
  save(form, { quiet: any });
}

/** Words of forms that are not on this page any more: a tab that lost its network and was loaded anew. */
async function handOver() {
  const here = new Set([...document.querySelectorAll("form[data-draft]")].map(keyOf));
  const waiting = Object.keys(sessionStorage).filter((key) => key.startsWith(person()) && !here.has(key));
  for (const key of waiting) {
    try {
      if (await post(sessionStorage.getItem(key))) sessionStorage.removeItem(key);
    } catch {
      return;
    }
  }
}

const draftOf = (event) => event.target.closest?.("form[data-draft]");

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = draftOf(event);
    if (!form) return;
    changed.add(form);
    if (!event.isTrusted) return;
    touched.add(form);
    written.add(form);
  });
}
document.addEventListener("focusout", (event) => draftOf(event) && save(draftOf(event)));
let going = false;
window.addEventListener("pagehide", () => {
  going = true;
  if (!leaving) saveAll(); // who signs out has given the server what there was, and leaves nothing here
});
window.addEventListener("pageshow", () => (going = false));
setInterval(saveAll, EVERY);

/** Saves at once, because somebody asked for it; done when the server has answered. */
export function saveNow(form) {
  changed.add(form);
  return save(form);
}

document.addEventListener("keydown", (event) => {
  if (event.key?.toLowerCase() !== "s" || !event.ctrlKey) return; // a browser that fills in a field names no key
  const form = formAtHand("form[data-draft]");
  if (!form) return;
  event.preventDefault();
  saveNow(form);
});

/** Gives up a form with what was kept of it; the page says so and offers to take it back. */
async function cancel(form, button) {
  const inDialog = form.closest("#hl-dialog");
  const words = new URLSearchParams(wordsOf(form));
  words.set(button.name, button.value);
  handing.add(form);
  changed.delete(form);
  sessionStorage.removeItem(keyOf(form));
  inDialog?.close();
  if (written.has(form)) {
    await busy.get(form)?.catch(() => false); // what is on its way would come back behind us
    sessionStorage.removeItem(keyOf(form));
    const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
    const headers = { "HX-Request": "true", "X-CSRFToken": token, ...(inDialog ? { "HX-Target": "hl-messages" } : {}) };
    const answer = await fetch(button.formAction, { method: "POST", body: words, headers });
    if (inDialog && answer.status === 200) window.htmx.swap("#hl-messages", await answer.text(), { swapStyle: "outerHTML" });
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("form[data-draft] [data-cancel]");
  if (!button || !navigator.onLine) return;
  event.preventDefault();
  const [inDialog, leads] = [button.closest("#hl-dialog"), button.value];
  // Without an answer what was kept stays kept: nothing is said to be gone that is not.
  cancel(button.form, button)
    .catch(() => {})
    .finally(() => inDialog || location.assign(leads));
});

// A form that is being handed in is not saved beside it; a part of the page that it asks for is no handing in.
const handedIn = (event) => {
  const form = event.target;
  return form.matches?.("form[data-draft]") && event.detail.elt === form ? form : null;
};
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = handedIn(event);
  if (!form) return;
  sessionStorage.setItem(keyOf(form), wordsOf(form));
  handing.add(form);
});

// Only what the server says it has accepted may go: without a session it redirects too, to the sign-in page.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = handedIn(event);
  if (!form) return;
  if (event.detail.xhr?.getResponseHeader("X-Lianxin-Accepted")) {
    changed.delete(form);
    sessionStorage.removeItem(keyOf(form));
    return;
  }
  handing.delete(form);
});

// Before somebody leaves, what is still here goes to the server; nothing stays on the machine.
let leaving = false;
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-sign-out]") || leaving) return;
  event.preventDefault();
  leaving = true;
  const late = new Promise((done) => setTimeout(done, 2000));
  await Promise.race([Promise.all([...[...changed].map((form) => save(form)), handOver()]), late]);
  Object.keys(sessionStorage).filter((key) => key.startsWith(OURS)).forEach((key) => sessionStorage.removeItem(key));
  event.target.submit();
});

// Without a network a form is kept and sent when the network is back.
const bar = document.getElementById("hl-offline");
let kept = null;
const showNetwork = () => bar && (bar.hidden = navigator.onLine);
window.addEventListener("offline", showNetwork);
window.addEventListener("online", () => {
  showNetwork();
  saveAll();
  if (kept?.form.isConnected) sendAgain(kept.form, kept.button);
  kept = null;
});
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept = { form: event.target, button: event.submitter }; // which button it was says what is to be done
    if (kept.form.matches("[data-draft]")) saveNow(kept.form);
    showNetwork();
  },
  true,
);
showNetwork();

/** A form that the server filled from its draft asks for what depends on it: dates, flagged places. */
function wake(form) {
  if (!form.matches("[data-restored]")) return;
  form.removeAttribute("data-restored");
  written.add(form);
  form.dispatchEvent(new Event("change", { bubbles: true }));
  changed.delete(form);
}

document.querySelectorAll("form[data-draft]").forEach(restore);
handOver();
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  const forms = [root, ...root.querySelectorAll("form[data-draft]")].filter((form) => form.matches("form[data-draft]"));
  forms.forEach(restore);
  forms.forEach(wake);
});
