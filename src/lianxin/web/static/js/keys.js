// Which key means what: as the page has it (aria-keyshortcuts), or as this person has changed it on this machine.
// Kept in this browser and not by the server: keyboards and input methods differ from seat to seat, and a key has to
// work before the first answer of a server.

import { isTyping } from "./page.js";

const LETTERS_OFF = "lianxin.letters-off";
const OWN_KEYS = "lianxin.keys:";
const place = () => `${OWN_KEYS}${document.body.dataset.person ?? ""}`;

export const lettersOff = () => localStorage.getItem(LETTERS_OFF) === "1";
export const switchLetters = (on) => localStorage.setItem(LETTERS_OFF, on ? "0" : "1");

/** The changes: what the page calls a key → what is pressed instead. */
export const ownKeys = () => JSON.parse(localStorage.getItem(place()) ?? "{}");

export function changeKey(name, pressed) {
  const own = ownKeys();
  if (pressed === name) delete own[name];
  else own[name] = pressed;
  localStorage.setItem(place(), JSON.stringify(own));
}

/** What is pressed for a key that the page names. */
export const pressedFor = (name) => ownKeys()[name] ?? name;

/** "Alt+T" for a key event, the way aria-keyshortcuts writes it. */
export function pressed(event) {
  const named = event.key ?? ""; // a browser that fills in a field names no key
  const key = named.length === 1 ? named.toUpperCase() : named;
  return [event.ctrlKey || event.metaKey ? "Control" : "", event.altKey ? "Alt" : "", key].filter(Boolean).join("+");
}

/** What the page calls the key that was pressed; empty for one that now means something else. */
export function meantBy(event) {
  const name = pressed(event);
  const own = ownKeys();
  const changed = Object.keys(own).find((known) => own[known] === name);
  return changed ?? (name in own ? "" : name);
}

/** Whether a key belongs to somebody else: a field, a dialog, an input method, nobody. */
export function isElsewhere(event) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return true;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return true;
  return lettersOff();
}
