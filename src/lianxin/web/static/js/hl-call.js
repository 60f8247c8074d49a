// The telephone on the page: the bar hears of its calls at once, says that one rings, and never takes the focus from
// somebody who is typing.
import { isTyping, say, serverNow } from "./page.js";

const SILENT = "lianxin.ring-off";
const RING_EVERY = 3_000; // milliseconds
const states = new Map(); // what each call was when it was last seen on this page
const title = document.title;
let audio = null;
let ringing = null;

const isSilent = () => localStorage.getItem(SILENT) === "1";

/** Whether somebody is at work here: words that are not sent yet, an open dialog. */
function isBusy() {
  if (document.querySelector("dialog[open]")) return true;
  if (isTyping(document.activeElement) && document.activeElement.value) return true;
  const fields = document.querySelectorAll("main :is(input:not([type=hidden], [type=radio], [type=checkbox]), textarea)");
  return [...fields].some((field) => field.value !== field.defaultValue);
}

function tone(at, pitch) {
  const [sound, volume] = [audio.createOscillator(), audio.createGain()];
  sound.frequency.value = pitch;
  volume.gain.setValueAtTime(0.12, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
  sound.connect(volume).connect(audio.destination);
  sound.start(at);
  sound.stop(at + 0.4);
}

/** A browser makes no sound before somebody has touched the page. */
function ring() {
  if (isSilent() || !navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
  tone(audio.currentTime, 660);
  tone(audio.currentTime + 0.45, 550);
}

function startRinging(why) {
  document.title = `${say(why)} · ${title}`;
  if (ringing) return;
  ring();
  ringing = setInterval(ring, RING_EVERY);
}

function stopRinging() {
  document.title = title;
  clearInterval(ringing);
  ringing = null;
}

/** 03:21, beyond an hour 1:03:21. */
function span(since) {
  const seconds = Math.max(0, Math.floor((serverNow() - since) / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** What can be done with which call. */
function shape(bar) {
  const parts = [...bar.querySelectorAll("[data-call], [data-call] [id]")];
  return parts.map((part) => part.id || `${part.dataset.call} ${part.dataset.state}`).join();
}

class Call extends HTMLElement {
  connectedCallback() {
    this.hears = (event) => this.isMeant(event.detail) && this.fetch();
    document.addEventListener("hl-live:changed", this.hears);
    this.clock = setInterval(() => this.tick(), 1_000);
    this.tick();
    for (const button of this.querySelectorAll("[data-ring-sound]")) this.showSound(button);
    const rows = [...this.querySelectorAll("[data-call]")];
    const urgent = ["alert", "ringing"].find((state) => rows.some((row) => row.dataset.state === state));
    if (urgent) startRinging(urgent);
    else stopRinging();
    for (const row of rows) this.note(row);
  }

  disconnectedCallback() {
    document.removeEventListener("hl-live:changed", this.hears);
    clearInterval(this.clock);
  }

  isMeant(subjects) {
    return subjects.includes(this.dataset.agent) || subjects.includes("agents");
  }

  /** Asks for the bar; it is replaced only when it differs, so that nobody's next key falls between two of them. */
  async fetch() {
    const response = await fetch(this.dataset.src, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status !== 200) return;
    const came = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!this.isConnected || shape(came) === shape(this)) return;
    window.htmx.ajax("GET", this.dataset.src, { source: this, target: this, swap: "outerHTML" });
  }

  tick() {
    for (const place of this.querySelectorAll("[data-running]")) place.textContent = span(Date.parse(place.dateTime));
  }

  /** A call that was picked up at the telephone itself opens its form, unless somebody is writing here. */
  note(row) {
    const before = states.get(row.dataset.call);
    states.set(row.dataset.call, row.dataset.state);
    const pop = row.querySelector("[data-pop]");
    const picked = before === "ringing" && row.dataset.state === "talking";
    if (picked && pop && !isBusy() && !isAnswering()) window.location.assign(pop.href);
  }

  showSound(button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(!isSilent()));
  }
}

// Who answers here is led to the form by the answer itself: a second way there would break off the first.
const LEADING = 5_000; // milliseconds: an answer that came to nothing by then leads nowhere
let answered = -Infinity;
const isAnswering = () => performance.now() - answered < LEADING;
document.addEventListener("submit", (event) => {
  if (event.target.closest("hl-call")) answered = performance.now();
});

customElements.define("hl-call", Call);

// When the bar is replaced, what had the focus in it has it again; choices that were open are open again.
let held = "";
let choosing = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const bar = event.detail.target;
  if (!bar?.matches?.("hl-call")) return;
  const inside = bar.contains(document.activeElement) ? document.activeElement : null;
  held = inside?.id ?? "";
  choosing = inside?.closest(".hl-invalid[open]")?.closest("[data-call]").dataset.call ?? "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.target.matches?.("hl-call")) return;
  const choices = choosing && event.target.querySelector(`[data-call="${choosing}"] .hl-invalid`);
  if (choices) {
    choices.open = true;
    choices.querySelector("button").focus();
  } else if (held) document.getElementById(held)?.focus();
  held = choosing = "";
});

document.addEventListener("click", (event) => {
  const sound = event.target.closest?.("[data-ring-sound]");
  if (sound) {
    localStorage.setItem(SILENT, isSilent() ? "0" : "1");
    sound.setAttribute("aria-pressed", String(!isSilent()));
  }
  const person = event.target.closest?.("[data-pick]");
  if (person && choose(person)) event.preventDefault();
});

/** Writes a known caller into the form; false where there is none, so that the link is followed. */
function choose(person) {
  const form = document.querySelector("main form.hl-form");
  const [name, id] = [form?.elements.caller_name, form?.elements.person];
  if (!name || !id) return false;
  name.value = person.dataset.name;
  id.value = person.dataset.pick;
  name.dispatchEvent(new Event("input", { bubbles: true }));
  for (const other of document.querySelectorAll("[data-pick]")) other.removeAttribute("aria-current");
  person.setAttribute("aria-current", "true");
  return true;
}

// An invalid call in two keys: one opens the choices, a digit takes one of them. The focus is there before the next key.
document.addEventListener("click", (event) => {
  const summary = event.target.closest?.(".hl-invalid > summary");
  if (!summary) return;
  event.preventDefault();
  const choices = summary.parentElement;
  choices.open = !choices.open;
  (choices.open ? choices.querySelector("button") : summary).focus();
});
document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".hl-invalid[open]");
  if (!open || event.isComposing) return;
  if (event.key === "Escape") {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (open.contains(document.activeElement) && !event.ctrlKey && !event.altKey) {
    const choice = open.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
    }
  }
});

// The form of a call opens where one writes first, unless words or errors are waiting elsewhere.
const account = document.getElementById("account");
if (account && new URLSearchParams(window.location.search).has("call") && document.activeElement === document.body) {
  account.focus();
}
