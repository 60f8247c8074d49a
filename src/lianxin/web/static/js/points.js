// Points of a matter: a digit ticks the point of that number, once more for the next tick. Without it the radios do.

function begin(root) {
  for (const button of root.querySelectorAll(".hl-point-tick")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".hl-point-tick");
  if (!button) return;
  const ticks = [...button.closest("[data-point]").querySelectorAll("input[type=radio]")];
  const at = ticks.findIndex((one) => one.checked);
  const next = ticks[(at + 1) % ticks.length];
  next.checked = true;
  next.dispatchEvent(new Event("input", { bubbles: true }));
  next.dispatchEvent(new Event("change", { bubbles: true }));
});

/** A link that answers a question of the form: what it asks for next gets the focus, else the button that does it. */
function answer(link) {
  const form = document.querySelector("#act form");
  const radios = [...(form?.querySelectorAll(`input[type=radio][name="${link.dataset.answer}"]`) ?? [])];
  const radio = radios.find((one) => one.value === link.dataset.value);
  if (!radio) return false;
  radio.click();
  const empty = (field) => !field.disabled && !field.value && field.getClientRects().length;
  const asked = [...form.querySelectorAll("[data-shown-when]:not([hidden])")].find((one) => one.querySelector(".required"));
  const next = asked?.querySelector("input[type=checkbox]:not(:disabled)") ?? [...(asked?.querySelectorAll("textarea") ?? [])].find(empty);
  (next ?? form.querySelector(".hl-submit button")).focus();
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-answer]:not([aria-disabled=true])");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (answer(link)) event.preventDefault();
});

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
