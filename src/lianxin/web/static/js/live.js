// Live updates: the server says only what changed (ids); the page fetches the HTML with the person's own rights.
// A part that is in use is never replaced: a bar offers to.
import { isInUse, say } from "./page.js";

const GATHER = 400; // milliseconds: several changes at once are one fetch
const waiting = new Map();

/** The parts of the page that show this subject ("order:17", "orders"). */
function partsOf(subject) {
  return [...document.querySelectorAll("[data-live-src]")].filter((part) => (part.dataset.live ?? "").split(" ").includes(subject));
}

function fetchAnew(part) {
  window.htmx.ajax("GET", part.dataset.liveSrc, { source: part, target: part, swap: "outerHTML" });
}

function offer(part) {
  const n = Number(part.dataset.changes ?? 0) + 1;
  part.dataset.changes = n;
  let bar = part.querySelector(":scope > .hl-changed");
  if (!bar) {
    bar = document.createElement("button");
    bar.type = "button";
    bar.className = "hl-changed";
    bar.setAttribute("aria-live", "polite");
    bar.addEventListener("click", () => fetchAnew(part));
    part.prepend(bar);
  }
  bar.textContent = part.querySelector("hl-list") ? say("new_rows", { n }) : say("changed");
}

function refresh(part) {
  clearTimeout(waiting.get(part));
  waiting.set(
    part,
    setTimeout(() => {
      waiting.delete(part);
      if (!part.isConnected) return;
      if (isInUse(part)) offer(part);
      else fetchAnew(part);
    }, GATHER),
  );
}

class Live extends HTMLElement {
  connectedCallback() {
    this.source = new EventSource(this.getAttribute("href"));
    // After a break nobody knows what was missed: everything is asked for again.
    this.source.addEventListener("open", () => {
      if (this.broken) document.querySelectorAll("[data-live-src]").forEach(refresh);
      this.broken = false;
    });
    this.source.addEventListener("error", () => (this.broken = true));
    this.source.addEventListener("changed", (event) => {
      for (const subject of JSON.parse(event.data)) partsOf(subject).forEach(refresh);
    });
  }

  disconnectedCallback() {
    this.source.close();
  }
}

customElements.define("hl-live", Live);

// A lamp that reaches its change of colour asks for the part it stands in.
document.addEventListener("hl-timer:change", (event) => {
  const part = event.target.closest("[data-live-src]");
  if (part) refresh(part);
});
