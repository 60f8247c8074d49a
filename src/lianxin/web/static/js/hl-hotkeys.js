// Keys: every element with aria-keyshortcuts is a key of its page; F1 shows them all; they can be changed, letters switched off.
import { changeKey, lettersOff, meantBy, pressed, pressedFor, switchLetters } from "./keys.js";
import { isTyping, say } from "./page.js";

// Keys that the browser or the system has for itself (UX rule 28), and those that a person needs to get out again.
const TAKEN = /^(Control\+([\dNTWR]|Enter)|Alt\+[\dDEF]|F([15]|1[12])|Escape|Enter|Tab|Control|Alt|Shift|Meta|\/)$/;

function openDialog() {
  return [...document.querySelectorAll("dialog[open]")].at(-1);
}

const namesOf = (element) => element.getAttribute("aria-keyshortcuts").split(" ");

/** Letters that a part of the page listens for itself: "J K" of a list; other hints only tell what the browser does. */
const lettersOf = (element) => (element.dataset.keyHint ?? "").split(" ").filter((key) => /^[A-Z]$/.test(key));

const isOff = (element) => element.getAttribute("aria-disabled") === "true";

function within(scope, name) {
  const here = (element) => namesOf(element).includes(name) && element.getClientRects().length;
  const found = [...scope.querySelectorAll("[aria-keyshortcuts]")].filter(here);
  return found.find((element) => !isOff(element)) ?? found[0];
}

/** In an open dialog only its own keys, and those of the telephone, which does not wait for it. */
function target(name) {
  const dialog = openDialog();
  const calls = document.querySelector("hl-call");
  return within(dialog ?? document, name) ?? (dialog && calls ? within(calls, name) : undefined);
}

function use(element) {
  if (element.matches("[role=radiogroup]")) (element.querySelector(":checked") ?? element.querySelector("input")).focus();
  else if (element.matches("[data-focus]")) (element.querySelector("a, button") ?? element).focus();
  else if (isTyping(element)) {
    element.focus();
    if (element.matches("[role=combobox]")) element.click();
  } else if (isOff(element)) tellWhy(element);
  else element.click();
}

/** What a key cannot do now: the reason that stands beside its button is brought into view and read out. */
function tellWhy(element) {
  const why = document.getElementById(element.getAttribute("aria-describedby") ?? "");
  const place = document.getElementById("hl-messages");
  if (!why || !place) return;
  const said = document.createElement("p");
  said.className = "hl-message info";
  said.dataset.why = "";
  said.textContent = say("with_why", { name: element.querySelector("span").textContent, why: why.firstChild.textContent.trim() });
  place.querySelector("[data-why]")?.remove();
  place.append(said);
  why.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  // While a Chinese input method composes, every key belongs to it (229 is what older browsers report then).
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (pressed(event) === "F1") {
    event.preventDefault();
    document.querySelector("hl-hotkeys").show();
    return;
  }
  const name = meantBy(event);
  const single = pressed(event).length === 1;
  if (single && event.target.matches?.(".hl-segments input") && /\d/.test(event.key)) return; // digits there choose segments
  if (!name || (single && (isTyping(event.target) || (lettersOff() && name !== "/")))) return;
  const element = target(name);
  if (!element) return;
  event.preventDefault();
  use(element);
}

/** The key caps of a button say what is pressed now. */
function print(root) {
  for (const cap of root.querySelectorAll("kbd[data-cap]")) cap.textContent = pressedFor(cap.dataset.cap);
  for (const element of root.querySelectorAll("[aria-keyshortcuts]")) {
    const caps = element.querySelectorAll(":scope > kbd");
    if (!caps.length) continue;
    const parts = pressedFor(namesOf(element)[0]).split("+");
    caps.forEach((cap, n) => {
      cap.textContent = (n === caps.length - 1 ? parts.slice(n).join("+") : (parts[n] ?? "")).replace("Control", "Ctrl");
      cap.hidden = !cap.textContent; // two caps, and one key in their place
    });
  }
}

class Hotkeys extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("dialog");
    this.letters = this.querySelector("[data-letters]");
    this.letters.checked = !lettersOff();
    this.letters.addEventListener("change", () => switchLetters(this.letters.checked));
    this.sheet.addEventListener("keydown", (event) => this.onChange(event));
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", (event) => event.target.closest?.("[data-keys]") && this.show());
    document.addEventListener("htmx:load", (event) => print(event.detail.elt));
    print(document);
  }

  show() {
    if (this.sheet.open) return this.sheet.close();
    const rows = [...document.querySelectorAll("hl-call [aria-keyshortcuts], main :is([aria-keyshortcuts], [data-key-hint]), #hl-dialog [aria-keyshortcuts]")];
    const list = this.querySelector("[data-page-keys]");
    list.replaceChildren(...rows.filter((element) => element.getClientRects().length).map((element) => this.row(element)));
    this.querySelector("[data-no-page-keys]").hidden = list.children.length > 0;
    this.sheet.showModal();
  }

  row(element) {
    const [row, key, what] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    const hint = element.dataset.keyHint?.split(" ");
    const names = hint ? lettersOf(element) : [namesOf(element)[0]];
    const caps = hint?.map(pressedFor) ?? pressedFor(names[0]).split("+");
    for (const part of caps) {
      const cap = document.createElement("kbd");
      cap.textContent = part.replace("Control", "Ctrl");
      key.append(cap, " ");
    }
    what.textContent = this.whatIs(element);
    row.append(key, what);
    const text = what.textContent;
    for (const name of names) what.append(" ", this.changer(name, names.length > 1 ? `${name} ${text}` : text));
    return row;
  }

  whatIs(element) {
    const named = document.getElementById(element.getAttribute("aria-labelledby"))?.textContent ?? element.labels?.[0]?.textContent;
    const label = element.getAttribute("aria-label") ?? named ?? (element.querySelector("span")?.textContent || element.textContent);
    return label.trim();
  }

  changer(name, what) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hl-link";
    button.dataset.changes = name;
    button.dataset.asks = say("key_change") + (what.startsWith(`${name} `) ? ` ${name}` : "");
    button.textContent = button.dataset.asks;
    button.setAttribute("aria-label", `${say("key_change")} ${what}`);
    button.addEventListener("click", () => (button.textContent = say("press_key")));
    return button;
  }

  /** The next key that is pressed on a button that waits for one is the new one; the old name gives the old key back. */
  onChange(event) {
    const button = event.target.closest?.("[data-changes]");
    if (!button || button.textContent === button.dataset.asks) return;
    if (event.isComposing || !event.key || ["Control", "Alt", "Shift", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = pressed(event);
    if (wanted === "Escape") return this.anew(button.dataset.changes);
    const named = [...document.querySelectorAll("[aria-keyshortcuts]")].flatMap(namesOf);
    const hinted = [...document.querySelectorAll("[data-key-hint]")].flatMap(lettersOf);
    const others = [...named, ...hinted].filter((name) => name !== button.dataset.changes);
    if (TAKEN.test(wanted) || others.map(pressedFor).includes(wanted)) button.textContent = say("key_taken");
    else {
      changeKey(button.dataset.changes, wanted);
      print(document);
      this.anew(button.dataset.changes);
    }
  }

  anew(name) {
    this.sheet.close();
    this.show();
    this.querySelector(`[data-changes="${name}"]`)?.focus();
  }
}

customElements.define("hl-hotkeys", Hotkeys);
