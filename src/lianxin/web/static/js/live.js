// Live updates: the server says only what changed (ids); the page fetches the HTML with the person's own rights.
// A part that is in use is never replaced: a bar offers to. What nobody looks at waits until somebody does.
import { saveNow } from "./drafts.js";
import { isInUse, say, serverNow, setServer } from "./page.js";
import { signedOut } from "./requests.js";

const GATHER = 400; // milliseconds: several changes at once are one fetch
const REST = { orders: 10_000, unit: 3_000, order: 0 }; // between two fetches of what hears of many orders
const SILENCE = 50_000; // the server says something every 20 seconds: after this long the line is dead
const waiting = new Map();
const lastFetch = new Map();
const missed = new Set();

const kindOf = (subject) => subject.split(":")[0];
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Shanghai" });

/** The parts of the page that show this subject ("order:17", "unit:5", "orders"). */
function partsOf(subject) {
  const hears = (part) => (part.dataset.live ?? "").split(" ").includes(subject);
  return [...document.querySelectorAll("[data-live-src], [data-counts-src]")].filter(hears);
}

/** Says at the head of the page when it was last brought up to date, or that it is not. */
function tellFresh(text) {
  for (const place of document.querySelectorAll("[data-fresh]")) {
    place.hidden = false;
    place.querySelector("span").textContent = text;
  }
}

const freshNow = () => tellFresh(say("fresh", { t: clock.format(serverNow()) }));

/** Text from our own server; null when it has none for us now (signed out, gone, no network). */
async function get(href) {
  try {
    const response = await fetch(href, { headers: { "HX-Request": "true" } });
    setServer(response.headers.get("Date"));
    if (response.headers.has("HX-Redirect")) signedOut();
    return response.status === 200 ? await response.text() : null;
  } catch {
    return null; // the next notice, or the next connection, asks again
  }
}

async function countAnew(part) {
  const text = await get(part.dataset.countsSrc);
  if (text === null) return;
  const counts = JSON.parse(text);
  for (const place of document.querySelectorAll("[data-count-of]")) {
    const count = counts[place.dataset.countOf];
    if (count !== undefined && place.textContent !== count) place.textContent = count;
  }
  freshNow();
}

const stateOf = (row) => `${row.querySelector("a.hl-title").getAttribute("href")} ${row.querySelector(".state").textContent}`;
const rowsOf = (root) => [...root.querySelectorAll("hl-list tbody tr")].map(stateOf);

async function listAnew(part) {
  const html = await get(part.dataset.liveSrc);
  if (html === null || !part.isConnected) return;
  const came = new DOMParser().parseFromString(html, "text/html");
  if (isInUse(part)) {
    const [shown, now] = [rowsOf(part), rowsOf(came)];
    const known = new Set(shown.map((row) => row.split(" ")[0]));
    const n = now.filter((row) => !known.has(row.split(" ")[0])).length;
    if (n || shown.join() !== now.join()) offer(part, n ? say("new_rows", { n }) : say("changed"), () => replace(part, html));
  } else replace(part, html);
}

/** Puts the new rows in place of the old; who stood on a row by keys stands there again. */
function replace(part, html) {
  const stood = part.querySelector("tr[data-current] a.hl-title")?.getAttribute("href");
  window.htmx.swap(part, html, { swapStyle: "outerHTML" });
  const now = document.getElementById(part.id);
  if (stood) now?.querySelector(`a.hl-title[href="${stood}"]`)?.closest("tr").setAttribute("data-current", "");
  const count = document.querySelector("[data-list-count]");
  if (count && now?.dataset.countText) count.textContent = now.dataset.countText;
  freshNow();
}

/** Words that are not sent yet are kept first: the part comes back with them in its form. */
async function fetchAnew(part) {
  for (const form of part.querySelectorAll("form[data-draft]")) if (isInUse(form)) await saveNow(form);
  window.htmx.ajax("GET", part.dataset.liveSrc, { source: part, target: part, swap: "outerHTML" });
}

function offer(part, text, accept) {
  let bar = part.querySelector(":scope > .hl-changed");
  if (!bar) {
    bar = document.createElement("button");
    bar.type = "button";
    bar.className = "hl-changed";
    bar.setAttribute("aria-live", "polite");
    part.prepend(bar);
  }
  bar.onclick = accept;
  bar.textContent = text;
}

function bringUp(part) {
  if (!part.isConnected) return;
  if (part.dataset.countsSrc) countAnew(part);
  else if (part.dataset.countText !== undefined) listAnew(part);
  else if (isInUse(part)) offer(part, say("changed"), () => fetchAnew(part));
  else fetchAnew(part);
}

function refresh(part, rest = 0) {
  if (document.hidden) return missed.add(part);
  const since = performance.now() - (lastFetch.get(part.id || "counts") ?? -Infinity);
  if (waiting.has(part) && rest) return undefined; // it is coming anyway
  clearTimeout(waiting.get(part));
  const begin = () => {
    waiting.delete(part);
    lastFetch.set(part.id || "counts", performance.now());
    bringUp(part);
  };
  waiting.set(part, setTimeout(begin, Math.max(GATHER, rest - since)));
  return undefined;
}

const everything = () => document.querySelectorAll("[data-live-src], [data-counts-src]").forEach((part) => refresh(part));

/** Lets parts of the page hear of changes that wait for nothing. */
function tell(subjects) {
  document.dispatchEvent(new CustomEvent("hl-live:changed", { detail: subjects }));
}

class Live extends HTMLElement {
  connectedCallback() {
    this.connect();
    this.watch = setInterval(() => this.check(), 10_000);
    this.wake = () => this.check();
    for (const name of ["online", "pageshow"]) window.addEventListener(name, this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  disconnectedCallback() {
    clearInterval(this.watch);
    for (const name of ["online", "pageshow"]) window.removeEventListener(name, this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.source.close();
  }

  connect() {
    this.source?.close();
    const here = document.querySelector("hl-present")?.getAttribute("order");
    this.source = new EventSource(this.getAttribute("href") + (here ? `?order=${here}` : ""));
    this.heard = Date.now();
    // After a break nobody knows what was missed: everything is asked for again.
    this.source.addEventListener("open", () => {
      this.heard = Date.now();
      if (this.broken) everything();
      tell(["agents"]); // a call may have rung or ended between the making of the page and this moment
      this.broken = false;
      freshNow();
    });
    this.source.addEventListener("error", () => {
      this.broken = true;
      tellFresh(say("away"));
    });
    for (const name of ["changed", "present", "here", "beat"]) {
      this.source.addEventListener(name, (event) => {
        this.heard = Date.now();
        if (name === "changed") this.change(JSON.parse(event.data));
        else document.dispatchEvent(new CustomEvent(`hl-live:${name}`, { detail: event.data }));
      });
    }
  }

  change(subjects) {
    for (const subject of subjects) partsOf(subject).forEach((part) => refresh(part, REST[kindOf(subject)] ?? 0));
    tell(subjects);
  }

  /** A computer that slept, or a line that died without a word: connect anew and ask for everything. */
  check() {
    if (document.hidden) return;
    if (Date.now() - this.heard > SILENCE) {
      this.broken = true;
      this.connect();
    }
    for (const part of missed) if (part.isConnected) refresh(part);
    missed.clear();
  }
}

customElements.define("hl-live", Live);

// A lamp that reaches its change of colour asks for the part it stands in.
document.addEventListener("hl-timer:change", (event) => {
  const part = event.target.closest("[data-live-src]");
  if (part) refresh(part);
});
