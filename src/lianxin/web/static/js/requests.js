// What every htmx request carries, and what the page says when one fails.
import { say } from "./page.js";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

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
    if (!event.target.matches("[data-live-src]")) announce(say("failed"));
  });
}
