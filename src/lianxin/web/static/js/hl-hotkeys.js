// Keys: every element with aria-keyshortcuts is a key of its page; F1 shows them all; single letters can be switched off.
import { isTyping } from "./page.js";

const LETTERS_OFF = "lianxin.letters-off";
const lettersOff = () => localStorage.getItem(LETTERS_OFF) === "1";

/** "Alt+T" for a key event, the way aria-keyshortcuts writes it. */
function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [event.ctrlKey || event.metaKey ? "Control" : "", event.altKey ? "Alt" : "", key].filter(Boolean).join("+");
}

function openDialog() {
  return [...document.querySelectorAll("dialog[open]")].at(-1);
}

function target(name) {
  const scope = openDialog() ?? document;
  return [...scope.querySelectorAll("[aria-keyshortcuts]")].find(
    (element) => element.getAttribute("aria-keyshortcuts").split(" ").includes(name) && element.getClientRects().length,
  );
}

function use(element) {
  if (isTyping(element)) element.focus();
  else if (element.getAttribute("aria-disabled") !== "true") element.click();
}

function onKey(event) {
  // While a Chinese input method composes, every key belongs to it (229 is what older browsers report then).
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const name = nameOf(event);
  if (name === "F1") {
    event.preventDefault();
    document.querySelector("hl-hotkeys").show();
    return;
  }
  const single = name.length === 1;
  if (single && (isTyping(event.target) || (lettersOff() && name !== "/"))) return;
  const element = target(name);
  if (!element) return;
  event.preventDefault();
  use(element);
}

class Hotkeys extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("dialog");
    this.letters = this.querySelector("[data-letters]");
    this.letters.checked = !lettersOff();
    this.letters.addEventListener("change", () => localStorage.setItem(LETTERS_OFF, this.letters.checked ? "0" : "1"));
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", (event) => event.target.closest?.("[data-keys]") && this.show());
  }

  show() {
    if (this.sheet.open) return this.sheet.close();
    const rows = [...document.querySelectorAll("main :is([aria-keyshortcuts], [data-key-hint]), #hl-dialog [aria-keyshortcuts]")];
    const list = this.querySelector("[data-page-keys]");
    list.replaceChildren(...rows.map((element) => this.row(element)));
    this.querySelector("[data-no-page-keys]").hidden = rows.length > 0;
    this.sheet.showModal();
  }

  row(element) {
    const [row, key, what] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    const keys = element.dataset.keyHint?.split(" ") ?? element.getAttribute("aria-keyshortcuts").split(" ")[0].split("+");
    for (const part of keys) {
      const cap = document.createElement("kbd");
      cap.textContent = part.replace("Control", "Ctrl");
      key.append(cap, " ");
    }
    const label = element.querySelector("span")?.textContent ?? element.textContent;
    what.textContent = element.getAttribute("aria-label") ?? label.trim();
    row.append(key, what);
    return row;
  }
}

customElements.define("hl-hotkeys", Hotkeys);
