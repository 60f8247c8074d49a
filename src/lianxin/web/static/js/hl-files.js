// <hl-files>: files chosen, dragged in, pasted or photographed go to the server in pieces while the form is filled in.
// A lost network or a server that starts anew only delays them: what has come is asked for, and sent on from there.
import { say, sendAgain } from "./page.js";

const WAITS = [1000, 2000, 4000, 8000, 15000]; // milliseconds between tries
const PREFIX = "lianxin.files:";
const UNITS = [[1024 * 1024, "MB", 1], [1024, "KB", 0]];

class Refusal extends Error {} // the server said no, in words

const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
const pause = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    window.addEventListener("online", resolve, { once: true });
  });

function inWords(size) {
  const [unit, word, digits] = UNITS.find(([least]) => size >= least) ?? UNITS[1];
  return `${(Math.ceil((size / unit) * 10 ** digits) / 10 ** digits).toFixed(digits)} ${word}`;
}

async function ask(method, href, { body, headers = {} } = {}) {
  const answer = await fetch(href, { method, body, headers: { "X-CSRFToken": token(), ...headers } });
  if (answer.redirected || answer.status === 403) throw new Refusal(say("file_signed_out"));
  if (answer.status === 422) throw new Refusal((await answer.json()).error);
  if (answer.status >= 500) throw new TypeError("the server is away");
  return answer;
}

class Files extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]:not([data-camera])");
    this.list = this.querySelector(".hl-uploads");
    this.form = this.closest("form");
    this.items = new Set();
    this.querySelector(".hl-drop-ways").hidden = false;
    this.input.addEventListener("change", () => this.choose(this.input));
    const camera = this.querySelector("[data-camera]");
    camera.addEventListener("change", () => this.choose(camera));
    this.stop = new AbortController();
    const listen = (where, name, act, capture = false) =>
      where.addEventListener(name, act, { signal: this.stop.signal, capture });
    listen(document, "paste", (event) => this.receive(event, event.clipboardData));
    listen(document, "dragover", (event) => this.hover(event));
    listen(document, "dragleave", (event) => event.relatedTarget === null && this.classList.remove("over"));
    listen(document, "drop", (event) => this.receive(event, event.dataTransfer));
    listen(document, "submit", (event) => event.target === this.form && this.hold(event, () => sendAgain(this.form, event.submitter)), true);
    listen(document, "htmx:beforeRequest", (event) => this.isElsewhere(event.detail.elt) && this.hold(event, () => event.detail.elt.click()), true);
    listen(this.form, "htmx:afterRequest", (event) => {
      if (event.detail.xhr?.getResponseHeader("X-Lianxin-Accepted")) sessionStorage.removeItem(this.place);
    });
    for (const row of this.list.children) this.addButton(row, row.dataset.key);
    this.restore();
  }

  disconnectedCallback() {
    this.stop.abort();
    for (const item of this.items) item.gone = true;
  }

  /** Whether this is the one that files are meant for: in the open dialog, else on the page. */
  get isOpen() {
    const dialog = document.querySelector("dialog[open]");
    return this.isConnected && !this.closest("[hidden]") && (!dialog || dialog.contains(this));
  }

  choose(input) {
    this.add([...input.files]);
    input.value = "";
  }

  hover(event) {
    if (!this.isOpen || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.classList.add("over");
    this.unfold();
  }

  receive(event, brought) {
    this.classList.remove("over");
    if (!this.isOpen || !brought?.files.length) return;
    event.preventDefault();
    this.add([...brought.files]);
  }

  /** The draft of the form knows which files are here. */
  keep() {
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What comes is seen, also where the field is folded away. */
  unfold() {
    const folded = this.closest("details");
    if (folded) folded.open = true;
  }

  add(files) {
    this.unfold();
    const room = Number(this.getAttribute("most")) - this.list.querySelectorAll("li:not(.failed)").length;
    files.slice(0, Math.max(room, 0)).forEach((file) => this.begin(file));
    if (files.length > room) this.tell(say("files_too_many", { n: this.getAttribute("most") }));
  }

  begin(file) {
    const item = { file, row: document.createElement("li"), offset: 0, href: "", key: "", gone: false };
    const name = document.createElement("span");
    item.progress = Object.assign(document.createElement("progress"), { max: file.size || 1, value: 0 });
    item.progress.setAttribute("aria-label", file.name);
    item.note = Object.assign(document.createElement("small"), { className: "muted num" });
    item.note.textContent = inWords(file.size);
    name.textContent = file.name;
    item.row.append(name, item.progress, item.note);
    this.list.append(item.row);
    this.addButton(item.row, "", item);
    if (file.size > Number(this.getAttribute("largest"))) {
      this.fail(item, say("file_too_large", { n: inWords(Number(this.getAttribute("largest"))) }));
    } else if (!file.size) this.fail(item, say("file_empty"));
    else {
      this.items.add(item);
      this.send(item);
    }
  }

  async send(item) {
    for (let tries = 0; !item.gone; tries += 1) {
      try {
        if (await this.sendOn(item)) break;
      } catch (problem) {
        if (problem instanceof Refusal) {
          this.fail(item, problem.message);
          break;
        }
        item.note.textContent = say("file_waits");
        item.unsure = true;
        await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
      }
    }
    this.items.delete(item);
    if (!this.items.size && this.held && this.isConnected) {
      const goOn = this.held;
      this.held = null;
      if (!this.list.querySelector(".failed")) goOn();
    }
  }

  /** Sends all that is missing; true when the server has the whole file. */
  async sendOn(item) {
    if (!item.href) await this.create(item);
    if (item.unsure) await this.whereItStands(item);
    while (item.offset < item.file.size && !item.gone) {
      const piece = item.file.slice(item.offset, item.offset + item.piece);
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(item.offset) };
      const answer = await ask("PATCH", item.href, { body: piece, headers });
      if (answer.status === 404) return this.anew(item);
      item.offset = Number(answer.headers.get("Upload-Offset"));
      item.progress.value = item.offset;
      item.note.textContent = `${Math.floor((item.offset / item.file.size) * 100)}%`;
      if (answer.status === 200) return this.finish(item, await answer.json());
    }
    // All is there, but its last answer was lost: an empty piece asks for it again.
    if (item.gone) return true;
    const again = await ask("PATCH", item.href, { headers: { "Upload-Offset": String(item.offset) } });
    return again.status === 200 ? this.finish(item, await again.json()) : this.anew(item);
  }

  async create(item) {
    const known = this.remembered()[this.print(item.file)];
    if (known) {
      Object.assign(item, { key: known.key, href: known.href, piece: known.piece, unsure: true });
      return;
    }
    const body = new URLSearchParams({ name: item.file.name, size: item.file.size });
    const answer = await ask("POST", this.getAttribute("href"), { body });
    Object.assign(item, await answer.json());
    this.remember(item.file, { key: item.key, href: item.href, piece: item.piece });
  }

  async whereItStands(item) {
    const answer = await ask("HEAD", item.href);
    if (answer.status === 404) return this.anew(item);
    item.offset = Number(answer.headers.get("Upload-Offset"));
    item.unsure = false;
    return false;
  }

  /** What was on the way has expired: from the beginning. */
  async anew(item) {
    this.forget(item.key);
    Object.assign(item, { href: "", offset: 0, unsure: false });
    await this.create(item);
    return false;
  }

  finish(item, told) {
    this.remember(item.file, { key: told.key, href: item.href, piece: item.piece, name: told.name, size: told.size });
    item.row.replaceWith(this.chosen(told));
    this.keep();
    this.tell(say("file_here", { name: told.name }));
    return true;
  }

  /** A file that is here, as the server itself would show it. */
  chosen({ key, name, size }) {
    const row = document.createElement("li");
    row.dataset.key = key;
    const label = Object.assign(document.createElement("label"), { className: "hl-check" });
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: this.getAttribute("name"), value: key, checked: true,
    });
    const text = document.createElement("span");
    text.textContent = `${name} `;
    text.append(Object.assign(document.createElement("small"), { className: "muted num", textContent: size }));
    label.append(box, text);
    row.append(label);
    this.addButton(row, key);
    return row;
  }

  addButton(row, key, item) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "hl-link" });
    button.textContent = say("file_away");
    button.setAttribute("aria-label", say("take_away", { name: row.textContent.trim() }));
    button.addEventListener("click", () => {
      const gone = key || item?.key;
      if (item) item.gone = true;
      row.remove();
      this.keep();
      this.input.focus();
      if (!gone) return;
      this.forget(gone);
      ask("DELETE", `${this.getAttribute("href")}/${gone}`).catch(() => {}); // it expires by itself
    });
    row.append(button);
  }

  fail(item, why) {
    item.progress.remove();
    item.row.classList.add("failed");
    item.note.textContent = why;
    this.tell(say("with_why", { name: item.file.name, why }));
    this.forget(item.key);
  }

  /** Whether it is a button that takes the whole form to another one. */
  isElsewhere(button) {
    return button.form === this.form && button.hasAttribute("formaction");
  }

  /** A form that is sent while files are on the way is sent when they are here, by the same button. */
  hold(event, goOn) {
    if (!this.items.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held = goOn;
    this.tell(say("files_first"));
    this.form.querySelector("[data-saved]")?.replaceChildren(say("files_first"));
  }

  tell(words) {
    this.querySelector("[data-said]").textContent = words;
  }

  // What this tab has sent for this form, so that a page loaded anew goes on from there.
  get place() {
    const slot = this.form?.elements.draft_slot?.value ?? ""; // of the intake form there may be several
    return `${PREFIX}${document.body.dataset.person ?? ""}:${this.form?.getAttribute("action") ?? ""}#${slot}`;
  }

  print(file) {
    return `${file.name}|${file.size}|${file.lastModified}`;
  }

  remembered() {
    return JSON.parse(sessionStorage.getItem(this.place) ?? "{}");
  }

  remember(file, known) {
    sessionStorage.setItem(this.place, JSON.stringify({ ...this.remembered(), [this.print(file)]: known }));
  }

  forget(key) {
    const left = Object.entries(this.remembered()).filter(([, known]) => known.key !== key);
    sessionStorage.setItem(this.place, JSON.stringify(Object.fromEntries(left)));
  }

  async restore() {
    // What the server sent back with errors says itself which files are here.
    if (this.form.querySelector("[aria-invalid=true], [role=alert]")) return;
    for (const known of Object.values(this.remembered())) {
      if (!known.name || this.list.querySelector(`[data-key="${known.key}"]`)) continue;
      const answer = await ask("HEAD", known.href).catch(() => null);
      if (answer?.ok && this.isConnected) this.list.append(this.chosen(known));
      else if (answer?.status === 404) this.forget(known.key);
    }
  }
}

customElements.define("hl-files", Files);
