// The desk: what the button will do, the text for transfer that begins as the account, units and skeletons at a key.
import { isTyping } from "./page.js";
import { saveNow } from "./drafts.js";

const WAIT = 300; // milliseconds after the last change
const KNOWN_BY = new Set(["caller_phone"]);
const ALIKE_BY = new Set(["title", "address", "topic", "division", "request_type"]);
const TOPIC_BY = new Set(["title", "account"]);
const waiting = new Map();

const form = () => document.getElementById("intake");
const field = (name) => form()?.querySelector(`[name="${name}"]`); // a picker has its name, and its id elsewhere
const chosen = (name) => form()?.querySelector(`[name="${name}"]:checked`)?.value ?? "";

/** A part beside the form asks the server anew. */
function ask(id) {
  clearTimeout(waiting.get(id));
  waiting.set(id, setTimeout(() => document.getElementById(id) && window.htmx.trigger(`#${id}`, "hl:ask"), WAIT));
}

/** The button says what it will do. */
function label() {
  const button = form()?.querySelector("[data-hand-in]");
  if (!button) return;
  const words = button.querySelector("span");
  button.dataset.plain ??= words.textContent;
  words.textContent = button.getAttribute(`data-label-${chosen("disposition")}`) ?? button.dataset.plain;
}

/** Chooses one of the segments, as a person would. */
function choose(name, value) {
  const radio = form()?.querySelector(`[name="${name}"][value="${value}"]`);
  if (radio && !radio.checked) radio.click();
  return Boolean(radio);
}

/** Answer and close: chooses it and asks for the answer; once that is written, hands it in. */
function answer() {
  const before = chosen("disposition");
  if (!choose("disposition", "answer")) return;
  const content = field("answer_content");
  if (before === "answer" && content.value.trim()) form().requestSubmit();
  else content.focus();
}

/** The text for transfer begins as the account; from then on it is its writer's. */
function beginTransfer(area) {
  const account = field("account").value.trim();
  if (area.value || !account || area.dataset.begun) return;
  area.dataset.begun = "yes";
  area.value = account;
  area.setSelectionRange(0, 0);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A unit that is suggested goes into the form; suggested units stand first in its list. */
function takeUnit(value) {
  const select = field("dispatch_unit");
  if (![...select.options].some((option) => option.value === value)) return;
  choose("disposition", "dispatch");
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A topic that is recommended goes into the form; the cursor is at the topic then, so that Tab leads on. */
function takeTopic(value) {
  const select = field("topic");
  if (![...select.options].some((option) => option.value === value)) return;
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  (select.closest("hl-picker")?.querySelector("[role=combobox]") ?? select).focus();
}

/** Recommended topics stand first in the list of topics, too. */
function recommend() {
  const rows = [...document.querySelectorAll("#topics [data-topic]")];
  const select = field("topic");
  if (select) select.dataset.suggested = JSON.stringify(rows.map((row) => [row.dataset.topic, ""]));
}

function suggest() {
  const select = field("dispatch_unit");
  const list = document.querySelector("#beside .hl-suggested");
  if (!select) return;
  const rows = [...(list?.querySelectorAll("[data-suggest]") ?? [])];
  select.dataset.suggested = JSON.stringify(rows.map((row) => [row.dataset.suggest, row.dataset.note]));
  // Vendor staff have no choice (R9): the unit of the catalogue stands there at once.
  const only = list?.matches("[data-only]") ? rows[0]?.dataset.suggest : null;
  if (only && select.value !== only && !select.closest("hl-picker").contains(document.activeElement)) takeUnit(only);
}

/** The skeleton for type and topic goes into the account: where the cursor is, the first gap next. */
function skeleton() {
  const area = field("account");
  const all = JSON.parse(document.getElementById("hl-skeletons").textContent);
  const [topic, kind] = [field("topic")?.value ?? "", chosen("request_type")];
  const fits = (one) => (!one.topic || topic.startsWith(one.topic)) && (!one.request_type || one.request_type === kind);
  const weight = (one) => (one.topic?.length ?? 0) * 2 + (one.request_type ? 1 : 0);
  const best = all.filter(fits).sort((a, b) => weight(b) - weight(a))[0];
  if (!best) return;
  const at = area.selectionStart;
  const lead = at && !area.value.slice(0, at).endsWith("\n") ? "\n" : "";
  area.setRangeText(lead + best.text, at, area.selectionEnd, "start");
  const gap = area.value.indexOf("\n", at + lead.length);
  area.dataset.skeleton = "yes";
  area.focus();
  area.setSelectionRange(gap < 0 ? area.value.length : gap, gap < 0 ? area.value.length : gap);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The next free line of a skeleton, so that Enter is not needed between them. */
function nextGap(area) {
  const gap = area.value.slice(area.selectionEnd).search(/：(?=\n|$)/);
  if (gap < 0) return false;
  const at = area.selectionEnd + gap + 1;
  area.setSelectionRange(at, at);
  return true;
}

function relate(number) {
  const earlier = field("earlier");
  earlier.closest("details").open = true;
  earlier.value = number;
  earlier.dispatchEvent(new Event("input", { bubbles: true }));
  earlier.dispatchEvent(new Event("change", { bubbles: true }));
  earlier.focus();
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (!form()) return;
  if (on("[data-answer]")) answer();
  else if (on("[data-topic]")) takeTopic(on("[data-topic]").dataset.topic);
  else if (on("[data-suggest]")) takeUnit(on("[data-suggest]").dataset.suggest);
  else if (on("[data-skeleton]")) skeleton();
  else if (on("[data-relate]")) relate(on("[data-relate]").dataset.relate);
  else if (on("[data-save-draft]")) {
    event.preventDefault();
    saveNow(form());
  }
});

document.addEventListener("change", (event) => {
  if (event.target.form !== form() || !form()) return;
  label();
  if (KNOWN_BY.has(event.target.name) || ALIKE_BY.has(event.target.name)) ask("caller");
  if (ALIKE_BY.has(event.target.name)) ask("beside");
});

const isPreview = (target) => Boolean(target?.matches?.(".hl-preview-place"));

// Dates that come or go change the height of the foot: what has the focus stays above it.
document.addEventListener("htmx:afterSettle", (event) => {
  if (isPreview(event.detail.target) && form()?.contains(document.activeElement)) {
    document.activeElement.scrollIntoView({ block: "nearest" });
  }
});

// What has the focus is not taken from under it: the next words ask again; the dates come anew with the same link.
document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (isPreview(target) && target.contains(document.activeElement)) {
    const at = [...target.querySelectorAll("a")].indexOf(document.activeElement);
    const stand = () => (form()?.querySelectorAll(".hl-preview-place a")[at] ?? form()?.querySelector("[data-hand-in]"))?.focus();
    document.addEventListener("htmx:afterSettle", stand, { once: true });
  }
  if (target?.id === "topics" && target.contains(document.activeElement)) event.detail.shouldSwap = false;
});

document.addEventListener("focusin", (event) => {
  if (event.target.name === "dispatch_transfer") beginTransfer(event.target);
});

document.addEventListener("input", (event) => {
  if (event.target.form !== form() || !form() || !event.isTrusted) return;
  if (TOPIC_BY.has(event.target.name)) ask("topics");
  // A draft has an address of its own: loaded anew, after a crash or after signing in again, it is this one.
  const slot = field("draft_slot").value;
  const here = new URL(location.href);
  if (here.searchParams.get("draft") === slot) return;
  here.search = new URLSearchParams({ draft: slot }).toString();
  history.replaceState(history.state, "", here);
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.key !== "Tab" || event.shiftKey || !event.target.matches("[name=account][data-skeleton]")) return;
  if (nextGap(event.target)) event.preventDefault();
});

// Along what is recommended: arrows, not tab stops.
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("#topics [data-topic]");
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!button || !by) return;
  const all = [...button.parentElement.querySelectorAll("[data-topic]")];
  all[(all.indexOf(button) + by + all.length) % all.length].focus();
  event.preventDefault();
});

/** A new form: the cursor where the call begins, the words as they stand. */
function begin(opened) {
  if (!form()) return;
  label();
  suggest();
  recommend();
  if (!opened || form().querySelector("[aria-invalid=true]") || isTyping(document.activeElement)) return;
  const called = new URLSearchParams(location.search).has("caller");
  (called ? field("account") : (form().querySelector("[name=request_type]:checked") ?? field("request_type"))).focus();
}

begin(true);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt.matches?.("#intake, #beside, #topics") || event.detail.elt.querySelector?.("#intake")) begin(false);
});

