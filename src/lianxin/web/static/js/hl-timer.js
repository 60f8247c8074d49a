// A deadline lamp: counts hours and minutes by the server's clock, and asks the server anew when its colour changes.
import { say, serverNow } from "./page.js";

const MINUTE = 60_000;
const lamps = new Set();

function words(counts, until) {
  const minutes = Math.max(1, Math.floor(Math.abs(until - serverNow()) / MINUTE));
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  const side = counts === "down" ? "left" : "over";
  return h ? say(`${side}_hours`, { h, m }) : say(`${side}_minutes`, { m });
}

class Timer extends HTMLElement {
  connectedCallback() {
    lamps.add(this);
    this.tick();
  }

  disconnectedCallback() {
    lamps.delete(this);
  }

  tick() {
    const change = Date.parse(this.getAttribute("change") ?? "");
    if (change <= serverNow()) {
      this.removeAttribute("change");
      this.dispatchEvent(new CustomEvent("hl-timer:change", { bubbles: true }));
    }
    const counts = this.getAttribute("counts");
    const until = Date.parse(this.getAttribute("until") ?? "");
    const place = this.querySelector("[data-left]");
    if (!place || !counts || Number.isNaN(until) || (counts === "down" && until <= serverNow())) return;
    const text = words(counts, until);
    if (place.textContent !== text) place.textContent = text;
  }
}

customElements.define("hl-timer", Timer);
setInterval(() => document.hidden || lamps.forEach((lamp) => lamp.tick()), 5_000);
document.addEventListener("visibilitychange", () => document.hidden || lamps.forEach((lamp) => lamp.tick()));
