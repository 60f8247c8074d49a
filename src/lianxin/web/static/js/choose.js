// A link that chooses something in a form of the same page (a suggested unit), or writes something into it (the text
// for transfer drafted from the account): done at once, without leaving the page and what was typed in it.

/** Answers the question on which a hidden field hangs, so that it is asked for ("verdict=next_unit"). */
function reveal(form, field) {
  if (!field?.hidden) return;
  const [name, values] = field.dataset.shownWhen.split("=");
  const radios = [...form.querySelectorAll(`input[type=radio][name="${name}"]`)];
  radios.find((one) => values.split("|").includes(one.value))?.click();
}

function choose(link) {
  const form = document.querySelector(link.dataset.chooseIn) ?? document;
  const select = form.querySelector(`select[name="${link.dataset.choose}"]`);
  const option = select && [...select.options].find((one) => one.value === link.dataset.value && !one.disabled);
  if (!option) return false;
  reveal(form, select.closest("[data-shown-when]"));
  select.value = option.value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  for (const other of document.querySelectorAll("[data-choose][aria-current]")) other.removeAttribute("aria-current");
  const same = `[data-choose="${link.dataset.choose}"][data-value="${CSS.escape(link.dataset.value)}"]`;
  for (const one of document.querySelectorAll(same)) one.setAttribute("aria-current", "true");
  const next = form.querySelector("textarea:not(:disabled)");
  next?.focus();
  next?.setSelectionRange(next.value.length, next.value.length);
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-choose]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (choose(link)) event.preventDefault();
});

/** Takes a field's words from the page that the link leads to, below what stands in the field already. */
async function write(link) {
  const field = document.querySelector(`main textarea[name="${link.dataset.write}"]`);
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector(`textarea[name="${link.dataset.write}"]`)?.value;
  if (!answer.ok || !field || words === undefined) throw new Error("nothing to write");
  const before = field.value.trimEnd();
  if (!before.includes(words.trim())) field.value = before ? `${before}\n${words}` : words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-write]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  write(link).catch(() => (location.href = link.href)); // the page itself, as without scripts
});
