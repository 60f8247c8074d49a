// A list worked by keys: J and K move, X chooses, Enter opens; the choice of all rows and its count.
import { isTyping, say } from "./page.js";

class List extends HTMLElement {
  connectedCallback() {
    this.onKey = this.onKey.bind(this);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("change", (event) => this.onChange(event));
    this.count();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  get rows() {
    return [...this.querySelectorAll("tbody tr")];
  }

  get current() {
    return this.querySelector("tr[data-current]");
  }

  onKey(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (localStorage.getItem("lianxin.letters-off") === "1") return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") this.move(key === "j" ? 1 : -1);
    else if (key === "x") this.current?.querySelector(".choose input")?.click();
    else if (event.key === "Enter" && this.current && !event.target.closest("a, button, summary")) {
      this.current.querySelector("a.hl-title").click();
    } else return;
    event.preventDefault();
  }

  move(by) {
    const rows = this.rows;
    const at = rows.indexOf(this.current);
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
