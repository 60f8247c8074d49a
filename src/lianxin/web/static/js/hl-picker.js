// A select one can search: by name, code or pinyin initials (data-find), with arrow keys; the select stays the form's value.
import { say } from "./page.js";

const SHOWN = 50;
let serial = 0;

class Picker extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    if (!this.select || this.select.multiple || this.input) return;
    this.build();
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
    for (const name of ["aria-invalid", "aria-required", "aria-describedby"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    const role = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(role)) this.input.setAttribute(name, value);
    this.select.id = `${id}-choice`;
    this.select.hidden = true;
    this.input.id = id;
    this.input.value = this.input.defaultValue = this.chosenText();
    this.append(this.input, this.list);
  }

  chosenText() {
    return this.select.value ? this.select.selectedOptions[0].textContent.trim() : "";
  }

  matches() {
    const asked = this.input.value.trim().toLowerCase();
    const all = [...this.select.options].filter((option) => option.value && !option.disabled);
    if (!asked || this.input.value === this.chosenText()) return all;
    const words = asked.split(/\s+/);
    return all.filter((option) => {
      const text = `${option.textContent} ${option.dataset.find ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  open() {
    const found = this.matches().slice(0, SHOWN);
    this.list.replaceChildren(...found.map((option, n) => this.row(option, n)));
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = say("no_match");
      this.list.append(none);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.list.querySelector("[role=option]"));
  }

  row(option, n) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${n}`;
    row.setAttribute("role", "option");
    row.dataset.value = option.value;
    row.textContent = option.textContent.trim();
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
      const next = event.key === "ArrowDown" ? marked?.nextElementSibling : marked?.previousElementSibling;
      if (next) this.mark(next);
    } else if (event.key === "Enter" && !this.list.hidden && !event.ctrlKey) {
      event.preventDefault();
      this.take(marked);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  take(row) {
    if (!row) return;
    this.select.value = row.dataset.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.input.value.trim() && this.select.value) {
      this.select.value = "";
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.input.value = this.chosenText();
  }
}

customElements.define("hl-picker", Picker);
