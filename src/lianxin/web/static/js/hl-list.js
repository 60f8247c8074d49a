// A list worked by keys: J and K move, X chooses, Enter opens, letters act on the row one stands on or on those chosen.
import { isElsewhere, meantBy } from "./keys.js";
import { say } from "./page.js";

const PLACE = "lianxin.place"; // where one stood when several orders were acted on: the list comes back without it
const here = () => location.pathname + location.search;
const hrefOf = (row) => row.querySelector("a.hl-title").getAttribute("href");

class List extends HTMLElement {
  connectedCallback() {
    this.onKey = this.onKey.bind(this);
    this.onBulk = this.onBulk.bind(this);
    this.acts = new Map((this.dataset.rowActs ?? "").trim().split(/\s+/).map((pair) => pair.split("=")));
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("keydown", this.onBulk, true);
    this.addEventListener("change", (event) => this.onChange(event));
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.takeUp();
    this.count();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("keydown", this.onBulk, true);
  }

  get rows() {
    return [...this.querySelectorAll("tbody tr")];
  }

  get current() {
    return this.querySelector("tr[data-current]");
  }

  /** An act on several: with nothing chosen it is meant for the row one stands on. Comes before the key's own button. */
  onBulk(event) {
    if (isElsewhere(event) || !this.current || this.querySelector("tbody .choose :checked")) return;
    const button = this.closest(".hl-panel")?.querySelector(`[data-bulk][aria-keyshortcuts="${CSS.escape(meantBy(event))}"]`);
    if (button) this.current.querySelector(".choose input")?.click();
  }

  onSubmit(event) {
    if (!this.current || event.submitter?.formTarget) return; // what opens beside the list leaves it as it is
    const at = this.rows.indexOf(this.current);
    sessionStorage.setItem(PLACE, JSON.stringify({ list: here(), at, row: hrefOf(this.current) }));
  }

  /** One stands where one stood; a row that left its place has made room for the next. */
  takeUp() {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    if (kept?.list !== here()) return;
    sessionStorage.removeItem(PLACE);
    const row = this.rows[kept.at];
    if (row && hrefOf(row) === kept.row) row.setAttribute("data-current", "");
    else this.left = kept.at;
  }

  onKey(event) {
    if (event.defaultPrevented || isElsewhere(event)) return;
    const key = meantBy(event);
    if (key === "J" || key === "K") this.move(key === "J" ? 1 : -1);
    else if (key === "X") this.current?.querySelector(".choose input")?.click();
    else if (event.key === "Enter" && this.current && !event.target.closest("a, button, summary")) {
      this.current.querySelector("a.hl-title").click();
    } else if (key && this.current && this.acts.has(key)) this.begin(this.acts.get(key));
    else return;
    event.preventDefault();
  }

  /** The form of an act on the row one stands on; where it is not allowed, the reason and the way out. */
  begin(action) {
    const [order, of] = this.current.querySelector("a.hl-title").getAttribute("href").split("?");
    const href = `${order}act/${action}${of ? `?${of}` : ""}`;
    const body = document.getElementById("hl-dialog-body");
    window.htmx.ajax("GET", href, { source: this.current.querySelector("a.hl-title"), target: body, swap: "innerHTML" });
  }

  move(by) {
    const rows = this.rows;
    const at = !this.current && this.left !== undefined ? this.left - (by > 0 ? 1 : 0) : rows.indexOf(this.current);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    this.current?.removeAttribute("data-current");
    next?.setAttribute("data-current", "");
    next?.querySelector("a.hl-title").focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }

  onChange(event) {
    if (event.target.matches("[data-all]")) {
      for (const box of this.querySelectorAll("tbody .choose input")) box.checked = event.target.checked;
    }
    this.count();
  }

  count() {
    const n = this.querySelectorAll("tbody .choose :checked").length;
    const panel = this.closest(".hl-panel");
    const place = panel?.querySelector("[data-selected]");
    if (place) place.textContent = n ? ` · ${say("selected", { n })}` : "";
    for (const button of panel?.querySelectorAll("[data-bulk]") ?? []) {
      button.setAttribute("aria-disabled", n ? "false" : "true");
    }
  }
}

customElements.define("hl-list", List);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-bulk][aria-disabled=true], .btn[aria-disabled=true]");
  if (button) event.preventDefault();
});
