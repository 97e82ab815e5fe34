// Adds and moves rows of a guide's form at once; without this script the server does it, and the
// form comes back with what was typed.

const PLACES = 10;
const form = document.querySelector("[data-guide-form]");

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > [data-guide-row]")];
}

function total(list) {
  return list.querySelector('input[name$="-TOTAL_FORMS"]');
}

function add(list) {
  const count = total(list);
  const fresh = list.querySelector("template[data-guide-empty]").content.cloneNode(true);
  for (const part of fresh.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("__prefix__")) part.setAttribute(name, value.replaceAll("__prefix__", count.value));
    }
  }
  count.value = Number(count.value) + 1;
  list.querySelector("template[data-guide-empty]").before(fresh);
  const row = rowsOf(list).at(-1);
  (row.querySelector("[data-guide-find]") ?? row.querySelector("input, select, textarea")).focus();
}

function shift(button) {
  const row = button.closest("[data-guide-row]");
  const rows = rowsOf(row.closest("[data-guide-list]"));
  const other = rows[rows.indexOf(row) + (button.dataset.guideShift === "up" ? -1 : 1)];
  if (!other) return;
  if (button.dataset.guideShift === "up") other.before(row);
  else other.after(row);
  rowsOf(row.closest("[data-guide-list]")).forEach((one, place) => {
    const box = one.querySelector("[data-guide-place]");
    if (one.querySelector("[data-guide-find]").value) box.value = (place + 1) * PLACES;
  });
  button.focus();
}

form.addEventListener("click", (event) => {
  const more = event.target.closest("[data-guide-more]");
  const shifted = event.target.closest("[data-guide-shift]");
  if (!more && !shifted) return;
  event.preventDefault();
  if (more) add(more.closest("[data-guide-list]"));
  else shift(shifted);
});

const asked = form.dataset.guideFocus;
if (asked) form.querySelector(`[id="${asked}"]`)?.focus();
