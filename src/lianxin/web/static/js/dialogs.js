// The page's one dialog opens when something is fetched into it; small helps: copy, print, fill, close.
import { say, serverNow } from "./page.js";

const dialog = document.getElementById("hl-dialog");
const body = document.getElementById("hl-dialog-body");
let opener = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target === body) opener = event.detail.elt;
});

// It opens once htmx has taken up its form and a draft is back in it: before that, typing would outrun both.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== body || dialog.open) return;
  dialog.showModal();
  const first = body.querySelector(".hl-form :is(input:not([type=hidden]), select, textarea):not(:disabled)");
  (body.querySelector("[aria-invalid=true]") ?? first)?.focus();
});

dialog?.addEventListener("close", () => {
  body.replaceChildren();
  if (opener?.isConnected) opener.focus();
});

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = say("copied");
  setTimeout(() => (label.textContent = before), 1500);
}

// What is printed says when: not when the page was opened.
window.addEventListener("beforeprint", () => {
  const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Shanghai" });
  for (const place of document.querySelectorAll("[data-printed]")) place.textContent = clock.format(serverNow());
});

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on("#hl-dialog [data-close]")) {
    event.preventDefault();
    dialog.close();
  } else if (on("[data-copy]")) copy(on("[data-copy]"));
  else if (on("[data-print]")) window.print();
  else if (on("[data-fill]")) {
    const name = document.querySelector("input[autocomplete=username]");
    name.value = on("[data-fill]").dataset.fill;
    document.querySelector("input[type=password]").focus();
  }
  for (const open of document.querySelectorAll("details.hl-person[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.hl-person[open], details.hl-more[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
