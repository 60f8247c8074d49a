// <hl-cover>: rectangles over a picture, by mouse, finger or keys; the rows of numbers below are what is sent.
import { say } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 10; // thousandths of the picture
const LEAST = 10;
const within = (value, least, most) => Math.min(Math.max(value, least), most);

class Cover extends HTMLElement {
  connectedCallback() {
    this.stage = this.querySelector(".hl-cover-stage");
    this.rows = this.querySelector("tbody");
    this.board = document.createElementNS(SVG, "svg");
    this.board.setAttribute("viewBox", "0 0 1000 1000");
    this.board.setAttribute("preserveAspectRatio", "none");
    this.stage.append(this.board);
    for (const part of this.querySelectorAll("[data-add], [data-how]")) part.hidden = false;
    this.querySelector("details").open = false;
    const sent = [...this.rows.rows].map((row) => [...row.querySelectorAll("input")].map((field) => field.value));
    this.blank = this.rows.rows[0].cloneNode(true);
    this.rows.replaceChildren();
    for (const row of sent.filter((values) => values.some(Boolean))) this.make(row.map((value) => Math.round(value * 10)));
    this.querySelector("[data-add]").addEventListener("click", () => this.make([400, 400, 200, 200]).focus());
    this.board.addEventListener("pointerdown", (event) => this.press(event));
    this.rows.addEventListener("input", (event) => this.typed(event.target.closest("tr")));
  }

  get boxes() {
    return [...this.board.children];
  }

  make([x, y, w, h]) {
    const box = document.createElementNS(SVG, "rect");
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "button");
    box.setAttribute("aria-describedby", "cover-title");
    box.addEventListener("keydown", (event) => this.key(event, box));
    this.board.append(box);
    const row = this.blank.cloneNode(true);
    this.rows.append(row);
    box.row = row;
    this.put(box, { x, y, w, h });
    return box;
  }

  read(box) {
    return { x: Number(box.getAttribute("x")), y: Number(box.getAttribute("y")), w: Number(box.getAttribute("width")), h: Number(box.getAttribute("height")) };
  }

  put(box, { x, y, w, h }, { fields = true } = {}) {
    const wide = within(w, LEAST, 1000);
    const high = within(h, LEAST, 1000);
    const left = within(x, 0, 1000 - wide);
    const top = within(y, 0, 1000 - high);
    const values = [left, top, wide, high];
    ["x", "y", "width", "height"].forEach((name, place) => box.setAttribute(name, values[place]));
    if (fields) box.row.querySelectorAll("input").forEach((field, place) => (field.value = values[place] / 10));
    this.name();
  }

  /** Every rectangle and every row says the how manieth it is and where it lies. */
  name() {
    this.boxes.forEach((box, place) => {
      const { x, y, w, h } = this.read(box);
      const n = place + 1;
      box.setAttribute("aria-label", say("cover_at", { n, x: x / 10, y: y / 10, w: w / 10, h: h / 10 }));
      for (const field of box.row?.querySelectorAll("input") ?? []) {
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, n));
      }
    });
  }

  typed(row) {
    const box = this.boxes.find((one) => one.row === row);
    const values = [...row.querySelectorAll("input")].map((field) => Math.round(Number(field.value) * 10));
    if (box && values.every(Number.isFinite)) this.put(box, { x: values[0], y: values[1], w: values[2], h: values[3] }, { fields: false });
  }

  key(event, box) {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const at = this.read(box);
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      const next = box.nextElementSibling ?? box.previousElementSibling ?? this.querySelector("[data-add]");
      this.discard(box);
      next.focus();
    } else if (moves[event.key]) {
      event.preventDefault();
      const [right, down] = moves[event.key];
      this.put(box, event.shiftKey ? { ...at, w: at.w + right, h: at.h + down } : { ...at, x: at.x + right, y: at.y + down });
      this.querySelector("[data-said]").textContent = box.getAttribute("aria-label");
    }
  }

  discard(box) {
    box.row.remove();
    box.remove();
    this.name();
  }

  where(event) {
    const frame = this.board.getBoundingClientRect();
    return { x: ((event.clientX - frame.left) / frame.width) * 1000, y: ((event.clientY - frame.top) / frame.height) * 1000 };
  }

  /** On bare ground a new rectangle is drawn; one that lies there is moved, at its lower right corner resized. */
  press(event) {
    event.preventDefault();
    const start = this.where(event);
    const hit = event.target.closest("rect");
    const before = hit ? this.read(hit) : { ...start, w: LEAST, h: LEAST };
    const box = hit ?? this.make([start.x, start.y, LEAST, LEAST].map(Math.round));
    const corner = hit && start.x > before.x + before.w - 30 && start.y > before.y + before.h - 30;
    box.focus();
    this.board.setPointerCapture(event.pointerId);
    const drag = (moved) => {
      const here = this.where(moved);
      const [right, down] = [Math.round(here.x - start.x), Math.round(here.y - start.y)];
      if (hit && !corner) this.put(box, { ...before, x: before.x + right, y: before.y + down });
      else if (corner) this.put(box, { ...before, w: before.w + right, h: before.h + down });
      else {
        const [left, top] = [within(Math.min(start.x, here.x), 0, 1000), within(Math.min(start.y, here.y), 0, 1000)].map(Math.round);
        this.put(box, { x: left, y: top, w: Math.abs(right), h: Math.abs(down) });
      }
    };
    const end = () => {
      this.board.removeEventListener("pointermove", drag);
      if (!hit && this.read(box).w <= LEAST && this.read(box).h <= LEAST) this.put(box, { x: start.x - 50, y: start.y - 50, w: 100, h: 100 });
    };
    this.board.addEventListener("pointermove", drag);
    this.board.addEventListener("pointerup", end, { once: true });
    this.board.addEventListener("pointercancel", end, { once: true });
  }
}

customElements.define("hl-cover", Cover);
