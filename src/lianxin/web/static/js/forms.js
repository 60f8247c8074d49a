// Forms: digits choose segments, parts appear when they are needed, words are counted, the first error gets the focus.

/** Shows and hides the fields that depend on another one ("disposition=dispatch|answer"). Hidden ones are not sent. */
function arrange(form) {
  for (const field of form.querySelectorAll("[data-shown-when]")) {
    const [name, values] = field.dataset.shownWhen.split("=");
    const chosen = new FormData(form).getAll(name);
    field.hidden = !values.split("|").some((value) => chosen.includes(value));
    for (const control of field.querySelectorAll("input, select, textarea")) control.disabled = field.hidden;
  }
}

/** Areas end at their length; a line takes more than it may have, and says so, so that nothing is cut without a word. */
function count(area) {
  const most = Number(area.dataset.count || area.maxLength);
  const below = area.closest(".hl-field").querySelector(".hl-below");
  let place = below.querySelector(".hl-counter");
  if (!place) {
    place = document.createElement("span");
    place.className = "hl-counter num";
    place.setAttribute("aria-hidden", "true");
    below.append(place);
  }
  place.textContent = `${area.value.length} / ${most}`;
  place.hidden = area.matches("input") && area.value.length < most * 0.8;
  place.classList.toggle("over", area.value.length > most);
}

/** Prepares the forms of a new piece of page. */
export function prepare(root) {
  const forms = root.matches?.("form.hl-form") ? [root] : root.querySelectorAll("form.hl-form");
  for (const form of forms) arrange(form);
  for (const area of root.querySelectorAll("[data-count]")) count(area);
  const wrong = root.querySelector("[aria-invalid=true]");
  if (wrong) (wrong.querySelector("input") ?? wrong).focus();
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-count]")) count(event.target);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.hl-form");
  if (form) arrange(form);
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form") ?? document.querySelector("dialog[open] form.hl-form, main form.hl-form");
    if (form?.method === "post") {
      event.preventDefault();
      form.requestSubmit();
    }
  }
  if (/^\d$/.test(event.key) && event.target.matches?.(".hl-segments input") && !event.ctrlKey && !event.altKey) {
    const choice = event.target.closest(".hl-segments").querySelector(`[data-digit="${event.key}"]`);
    if (choice) {
      event.preventDefault();
      choice.focus();
      choice.click();
    }
  }
});

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
