// Select2 gives its comboboxes no accessible name: they get that of the field's label.

function nameAutocompletes() {
  for (const select of document.querySelectorAll("select[data-ajax--url]")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector('[role="combobox"]');
    const shown = box?.querySelector('[role="textbox"]');
    if (!label || !shown) continue;
    label.id ||= `${select.id}-label`;
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  }
}

// Select2 starts when it likes, and again for every row that is added.
new MutationObserver(nameAutocompletes).observe(document.body, { childList: true, subtree: true });
nameAutocompletes();
