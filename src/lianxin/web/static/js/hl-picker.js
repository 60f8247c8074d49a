// A select one can search: by name, code or pinyin initials (data-find), with arrow keys; the select stays the form's value.
// Where several may be chosen, each stands above the field and is taken away by a click or by Backspace. A choice that is
// not open is shown with its reason (data-note) and cannot be taken; without words, a tree is set in as its options are.
import { say } from "./page.js";

const SHOWN = 50;
let serial = 0;

class Picker extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    if (!this.select || this.input) return;
    this.many = this.select.multiple;
    this.build();
    this.select.addEventListener("input", () => this.show());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("input", (event) => event.isComposing || this.open());
    this.input.addEventListener("compositionend", () => this.open());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(event.target.closest("[role=option]"));
    });
  }

  build() {
    const id = this.select.id;
    this.input = document.createElement("input");
    this.list = document.createElement("ul");
    this.list.id = `hl-options-${++serial}`;
    this.list.className = "hl-options";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.input.className = "form-control";
    this.input.autocomplete = "off";
    const label = document.querySelector(`label[for="${id}"]`);
    if (label) this.list.setAttribute("aria-label", label.textContent.trim());
    for (const name of ["aria-invalid", "aria-required", "aria-describedby", "aria-keyshortcuts"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    this.select.removeAttribute("aria-keyshortcuts");
    const role = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(role)) this.input.setAttribute(name, value);
    this.select.id = `${id}-choice`;
    this.select.hidden = true;
    this.input.id = id;
    this.input.value = this.input.defaultValue = this.chosenText();
    if (this.many) {
      this.chips = document.createElement("ul");
      this.chips.className = "hl-chips";
      this.append(this.chips);
    }
    this.append(this.input, this.list);
    this.show();
  }

  /** Brings what is seen in line with what is chosen. */
  show() {
    this.input.value = this.chosenText();
    if (!this.many) return;
    this.chips.replaceChildren(...[...this.select.selectedOptions].map((option) => this.chip(option)));
    this.chips.hidden = !this.select.selectedOptions.length;
  }

  chip(option) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = option.textContent.trim();
    button.setAttribute("aria-label", say("take_away", { name: button.textContent }));
    button.addEventListener("click", () => this.drop(option));
    row.append(button);
    return row;
  }

  drop(option) {
    option.selected = false;
    this.changed();
    this.input.focus();
  }

  changed() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  chosenText() {
    return this.select.value && !this.many ? this.select.selectedOptions[0].textContent.trim() : "";
  }

  matches() {
    const asked = this.input.value.trim().toLowerCase();
    const open = (option) => option.value && !(this.many && option.selected);
    const all = [...this.select.options].filter(open);
    if (!asked || this.input.value === this.chosenText()) return this.suggestedFirst(all);
    const words = asked.split(/\s+/);
    return all.filter((option) => {
      const text = `${option.textContent} ${option.dataset.find ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  /** Whether somebody has typed what they look for. */
  isAsked() {
    const asked = this.input.value.trim();
    return asked !== "" && this.input.value !== this.chosenText();
  }

  /** What the page suggests for this field goes before all others, with why (data-suggested: [[value, note]]). */
  suggestedFirst(options) {
    this.notes = new Map(JSON.parse(this.select.dataset.suggested ?? "[]"));
    const first = [...this.notes.keys()].map((value) => options.find((option) => option.value === value)).filter(Boolean);
    return [...first, ...options.filter((option) => !first.includes(option))];
  }

  open() {
    const found = this.ranked(this.matches()).slice(0, SHOWN);
    this.list.replaceChildren(...found.map((option, n) => this.row(option, n)));
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = say("no_match");
      this.list.append(none);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    // Enter takes what was looked for or is suggested, never what merely stands first.
    const first = found.find((option) => !option.disabled);
    const meant = first && (this.isAsked() || this.notes?.has(first.value));
    this.mark(meant ? this.list.querySelector("[role=option]:not([aria-disabled])") : null);
  }

  /** While one looks for words, what begins with them (by name, code or initials) comes first. */
  ranked(found) {
    if (!this.isAsked()) return found;
    const asked = this.input.value.trim().toLowerCase();
    const begins = (option) => [option.textContent.trim(), ...(option.dataset.find ?? "").split(" ")].some((word) => word.toLowerCase().startsWith(asked));
    return [...found.filter(begins), ...found.filter((option) => !begins(option))];
  }

  row(option, n) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${n}`;
    row.setAttribute("role", "option");
    row.dataset.value = option.value;
    const name = document.createElement("span");
    const searching = this.input.value.trim() && this.input.value !== this.chosenText();
    name.textContent = searching ? option.textContent.trim() : option.textContent;
    row.append(name);
    if (option.disabled) row.setAttribute("aria-disabled", "true");
    const remark = this.notes?.get(option.value) || (option.disabled ? "" : option.dataset.note);
    if (remark) {
      const note = document.createElement("small");
      note.textContent = remark;
      row.append(note);
    }
    return row;
  }

  mark(row) {
    for (const other of this.list.children) other.removeAttribute("aria-selected");
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    if (event.isComposing) return;
    const marked = this.list.querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.open();
      const down = marked ? marked.nextElementSibling : this.list.querySelector("[role=option]");
      const next = event.key === "ArrowDown" ? down : marked?.previousElementSibling;
      if (next) this.mark(next);
    } else if (event.key === "Enter" && !this.list.hidden && !event.ctrlKey) {
      event.preventDefault();
      this.take(marked);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && this.many && !this.input.value) {
      const last = [...this.select.selectedOptions].at(-1);
      if (last) this.drop(last);
    }
  }

  take(row) {
    if (!row || row.getAttribute("aria-disabled") === "true") return;
    if (this.many) [...this.select.options].find((option) => option.value === row.dataset.value).selected = true;
    else this.select.value = row.dataset.value;
    this.changed();
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.many && !this.input.value.trim() && this.select.value) {
      this.select.value = "";
      this.changed();
    }
    this.input.value = this.chosenText();
  }
}

customElements.define("hl-picker", Picker);
