// Marks in a field what should not go out, as the server finds it, and takes it out place by place at a key.
import { say } from "./page.js";

const WAIT = 400; // milliseconds after the last key
const EMPTY = [["（", "）"], ["(", ")"], ["“", "”"]];

class Flags extends HTMLElement {
  connectedCallback() {
    this.area = document.getElementById(this.getAttribute("for"));
    if (!this.area || this.mirror) return;
    this.places = [];
    this.text = this.area.value;
    this.build();
    this.area.addEventListener("input", () => this.onInput());
    this.area.addEventListener("scroll", () => (this.mirror.scrollTop = this.area.scrollTop));
    this.area.form.addEventListener("change", (event) => event.target !== this.area && this.later());
    this.button = this.querySelector("[data-flags-next]");
    this.button.addEventListener("click", () => this.takeNext());
    if (this.text) this.later();
  }

  build() {
    const frame = document.createElement("div");
    frame.className = "hl-mirrored";
    this.mirror = document.createElement("div");
    this.mirror.className = "hl-mirror form-control";
    this.mirror.setAttribute("aria-hidden", "true");
    this.area.before(frame);
    frame.append(this.mirror, this.area);
  }

  /** Marks stay where their words are, until the server has looked at the new text. */
  onInput() {
    const [before, now] = [this.text, this.area.value];
    let head = 0;
    while (head < Math.min(before.length, now.length) && before[head] === now[head]) head++;
    let tail = 0;
    while (tail < Math.min(before.length, now.length) - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
    const shift = now.length - before.length;
    this.places = this.places
      .filter(({ start, end }) => end <= head || start >= before.length - tail)
      .map((one) => (one.end <= head ? one : { ...one, start: one.start + shift, end: one.end + shift }));
    this.text = now;
    this.show();
    this.later();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const { area } = this;
    if (!area.isConnected || area.disabled || !area.value.trim()) return this.show();
    const asked = area.value;
    const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
    const body = new URLSearchParams([...new FormData(area.form)].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(this.getAttribute("src"), { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" });
      if (!answer.ok || area.value !== asked) return;
      const { places, secret } = await answer.json();
      this.secret = secret;
      this.places = this.inUnits(asked, places);
      this.show();
    } catch {
      // Without the server nothing is marked; it looks again when the form is handed in.
    }
  }

  /** The server counts characters, the browser half of some of them. */
  inUnits(text, places) {
    const units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
    return places.map((one) => ({ ...one, start: units[one.start], end: units[one.end] }));
  }

  show() {
    const parts = [];
    let at = 0;
    for (const { start, end } of this.places) {
      const mark = document.createElement("mark");
      mark.textContent = this.text.slice(start, end);
      parts.push(this.text.slice(at, start), mark);
      at = end;
    }
    this.mirror.replaceChildren(...parts, `${this.text.slice(at)}\n`);
    this.mirror.scrollTop = this.area.scrollTop;
    const n = this.places.length;
    this.say(n ? say(this.secret ? "flags_secret" : "flags_found", { n }) : "");
    this.button.hidden = !n;
  }

  say(text) {
    const place = this.querySelector("[data-flags-said]");
    if (place.textContent !== text) place.textContent = text;
  }

  /** Takes out the next place from the cursor on; Ctrl+Z brings it back. */
  takeNext() {
    const { area } = this;
    const place = this.places.find(({ start }) => start >= area.selectionStart) ?? this.places[0];
    if (!place) return;
    let [start, end] = [place.start, place.end];
    if (EMPTY.some(([open, close]) => this.text[start - 1] === open && this.text[end] === close)) [start, end] = [start - 1, end + 1];
    area.focus();
    area.setSelectionRange(start, end);
    // The only way to change a text so that the browser's own undo knows of it.
    if (!document.execCommand("delete")) {
      area.setRangeText("", start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

customElements.define("hl-flags", Flags);
