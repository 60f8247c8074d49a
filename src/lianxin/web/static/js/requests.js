// What every htmx request carries, and what the page says when one fails.
import { say } from "./page.js";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// A session that is over is said at the foot of the page. Only what somebody asked for goes to the sign-in at once:
// a part of the page that was fetched on the way never takes the page from under the words being typed.
const DELIBERATE = new Set(["click", "submit"]);
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const bar = document.getElementById("hl-signed-out");
  const to = xhr.getResponseHeader("HX-Redirect");
  if (!bar || !to?.startsWith(bar.dataset.signIn) || DELIBERATE.has(requestConfig?.triggeringEvent?.type)) return;
  event.preventDefault();
  signedOut();
});

/** Says that the session is over, and where to sign in again; what is being written stays. */
export function signedOut() {
  const bar = document.getElementById("hl-signed-out");
  if (!bar) return;
  const here = window.location.pathname + window.location.search;
  bar.querySelector("a").href = `${bar.dataset.signIn}?next=${encodeURIComponent(here)}`;
  bar.hidden = false;
}

/** Says something at the head of the page, where screen readers listen. */
export function announce(text, tone = "error") {
  const message = document.createElement("p");
  message.className = `hl-message ${tone}`;
  message.textContent = text;
  const place = document.querySelector("dialog[open] .hl-dialog-body") ?? document.getElementById("hl-messages");
  place?.prepend(message);
  message.scrollIntoView({ block: "nearest" });
}

for (const failure of ["htmx:responseError", "htmx:timeout", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    // A part that could not be fetched anew stays as it is; only what a person asked for is worth a word.
    // Without a network the bar at the foot of the page says so, and what was submitted goes out by itself later.
    if (navigator.onLine && !event.target.matches("[data-live-src]")) announce(say("failed"));
  });
}
