// Today's board worked by keys: J and K move in a column, the arrows between columns, X chooses, Enter opens, letters
// begin an act on the card one stands on; urging goes to the cards chosen, when some are.
import { isElsewhere, meantBy } from "./keys.js";
import { say } from "./page.js";

const STOOD = "lianxin.board"; // the card one stood on, while this tab is open: after an act the work goes on there

class Board extends HTMLElement {
  connectedCallback() {
    this.onKey = this.onKey.bind(this);
    this.acts = new Map((this.dataset.cardActs ?? "").trim().split(/\s+/).map((pair) => pair.split("=")));
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("change", () => this.count());
    this.addEventListener("focusin", (event) => this.stand(event.target.closest(".hl-card[data-number]")));
    this.count();
    const [column, number] = (sessionStorage.getItem(STOOD) ?? "").split(" ");
    const section = column && document.getElementById(column);
    if (section && this.contains(section)) {
      const card = section.querySelector(`[data-number="${CSS.escape(number ?? "")}"]`) ?? section.querySelector(".hl-card[data-number]");
      card?.setAttribute("data-current", "");
    }
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  get columns() {
    return [...this.querySelectorAll(".hl-column")].filter((column) => column.querySelector(".hl-card[data-number]"));
  }

  get current() {
    return this.querySelector(".hl-card[data-current]");
  }

  get chosen() {
    return this.querySelectorAll(".choose :checked").length;
  }

  onKey(event) {
    if (event.defaultPrevented || isElsewhere(event)) return;
    const key = meantBy(event);
    if (key === "J" || key === "K") this.down(key === "J" ? 1 : -1);
    else if (key === "ArrowRight" || key === "ArrowLeft") this.across(key === "ArrowRight" ? 1 : -1);
    else if (key === "X") this.current?.querySelector(".choose input")?.click();
    else if (key === "Enter" && this.current && !event.target.closest("a, button, summary")) this.current.querySelector("a.hl-title").click();
    else if (!this.begin(this.acts.get(key))) return;
    event.preventDefault();
  }

  /** The form of an act: for the cards chosen where it can be done on several, else for the card one stands on. */
  begin(act) {
    const several = act && this.chosen ? this.querySelector(`[data-bulk="${act}"]`) : null;
    const way = several ?? (act ? this.current?.querySelector(`[data-act="${act}"]`) : null);
    way?.click();
    return Boolean(way);
  }

  down(by) {
    if (!this.current) return this.go(this.columns[0], 0);
    const column = this.current.closest(".hl-column");
    return this.go(column, this.cards(column).indexOf(this.current) + by);
  }

  across(by) {
    if (!this.current) return this.go(this.columns[0], 0);
    const column = this.current.closest(".hl-column");
    const next = this.columns[this.columns.indexOf(column) + by];
    return next && this.go(next, this.cards(column).indexOf(this.current));
  }

  cards(column) {
    return [...column.querySelectorAll(".hl-card[data-number]")];
  }

  go(column, place) {
    if (!column) return;
    const cards = this.cards(column);
    const card = cards[Math.min(Math.max(place, 0), cards.length - 1)];
    this.stand(card);
    card.querySelector("a.hl-title").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  stand(card) {
    if (!card) return;
    this.current?.removeAttribute("data-current");
    card.setAttribute("data-current", "");
    sessionStorage.setItem(STOOD, `${card.closest(".hl-column").id} ${card.dataset.number}`);
  }

  count() {
    const place = this.querySelector("[data-selected]");
    if (place) place.textContent = this.chosen ? say("selected", { n: this.chosen }) : "";
    for (const button of this.querySelectorAll("[data-bulk]")) button.setAttribute("aria-disabled", this.chosen ? "false" : "true");
  }
}

customElements.define("hl-board", Board);
