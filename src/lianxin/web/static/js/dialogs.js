// The page's one dialog opens when something is fetched into it; small helps: copy, fill, close.
import { firstOf, firstWrong, say } from "./page.js";

const dialog = document.getElementById("hl-dialog");
const body = document.getElementById("hl-dialog-body");
let opener = null;
let opening = false; // something was asked for that is to be shown; whoever closes the dialog wants it no more

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target !== body) return;
  opening = !dialog.open;
  opener = opening ? event.detail.elt : opener;
});

// It opens once htmx has taken up its form and a draft is back in it: before that, typing would outrun both.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== body) return;
  if (!opening && !dialog.open) body.replaceChildren(); // an answer that came after it was closed
  if (!opening) return;
  opening = false;
  dialog.showModal();
  for (const bar of document.querySelectorAll("body > .hl-offline")) dialog.append(bar); // below a dialog nobody sees it
  (firstWrong(body) ?? firstOf(body))?.focus();
});

dialog?.addEventListener("close", () => {
  body.replaceChildren();
  for (const bar of dialog.querySelectorAll(":scope > .hl-offline")) document.body.append(bar);
  if (opener?.isConnected) opener.focus();
});

/** A page that did not come over https has no clipboard of its own: there the browser copies what is selected. */
function copySelected(text) {
  const area = Object.assign(document.createElement("textarea"), { className: "visually-hidden", value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function copy(button) {
  const text = button.dataset.copy;
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (!done && !copySelected(text)) return;
  button.focus();
  const label = button.querySelector("span");
  button.dataset.plain ??= label.textContent; // pressed again, it says 已复制 already
  label.textContent = say("copied");
  setTimeout(() => (label.textContent = button.dataset.plain), 1500);
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on("#hl-dialog [data-close]")) {
    event.preventDefault();
    dialog.close();
  } else if (on("[data-copy]")) copy(on("[data-copy]"));
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
