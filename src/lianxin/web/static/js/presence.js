// Two people on one order see each other: the live process says who by ids, the server names them to whoever may know.
const BEAT = 12_000; // milliseconds between signs of life
const CALM = 3_000; // whoever only reloads is not gone

class Present extends HTMLElement {
  connectedCallback() {
    this.shown = "";
    this.onHere = (event) => this.arrive(event.detail);
    this.onPresent = (event) => this.see(JSON.parse(event.detail));
    document.addEventListener("hl-live:here", this.onHere);
    document.addEventListener("hl-live:present", this.onPresent);
    this.timer = setInterval(() => this.beat(), BEAT);
    // An act is being prepared while its form is open.
    this.form = new MutationObserver(() => this.beat(true));
    this.form.observe(document.getElementById("hl-dialog"), { attributes: true, attributeFilter: ["open"] });
  }

  disconnectedCallback() {
    document.removeEventListener("hl-live:here", this.onHere);
    document.removeEventListener("hl-live:present", this.onPresent);
    clearInterval(this.timer);
    this.form.disconnect();
  }

  get live() {
    return document.querySelector("hl-live")?.getAttribute("href");
  }

  arrive(token) {
    this.token = token;
    this.beat();
  }

  beat() {
    if (!this.token) return;
    const doing = document.querySelector("#hl-dialog[open] form.hl-form") ? 1 : 0;
    fetch(`${this.live}?beat=${this.token}&doing=${doing}`, { keepalive: true }).catch(() => {});
  }

  see(people) {
    clearTimeout(this.soon);
    const ids = Object.keys(people).sort();
    const asked = `viewing=${ids.filter((id) => !people[id])}&doing=${ids.filter((id) => people[id])}`;
    const name = () => this.name(ids.length ? asked : "").catch(() => (this.shown = "")); // the next word asks again
    this.soon = setTimeout(name, ids.length ? 200 : CALM);
  }

  async name(asked) {
    if (asked === this.shown) return;
    this.shown = asked;
    let html = "";
    if (asked) {
      const response = await fetch(`${this.getAttribute("href")}?${asked}`, { headers: { "HX-Request": "true" } });
      html = response.status === 200 ? (await response.text()).trim() : "";
    }
    this.innerHTML = html;
    this.hidden = !html;
  }
}

customElements.define("hl-present", Present);

// Somebody else acted while a form was being filled in: said above it; what was typed stays as it is.
async function tellMeanwhile(form) {
  const seen = form.querySelector("input[name=seen]");
  const response = await fetch(`${form.dataset.meanwhile}?seen=${seen.value}`, { headers: { "HX-Request": "true" } });
  if (response.status !== 200 || !form.isConnected) return;
  form.querySelector(".hl-meanwhile")?.remove();
  form.insertAdjacentHTML("afterbegin", await response.text());
}

document.addEventListener("hl-live:changed", (event) => {
  for (const form of document.querySelectorAll("form[data-meanwhile]")) {
    if (event.detail.includes(`order:${form.dataset.order}`)) tellMeanwhile(form).catch(() => {});
  }
});

// What stood above the form when it was sent has been seen.
document.addEventListener("submit", (event) => {
  const told = event.target.querySelector?.(".hl-meanwhile");
  if (told) event.target.querySelector("input[name=seen]").value = told.dataset.seen;
}, true);
