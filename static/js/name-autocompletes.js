// Select2 gives its comboboxes, and the search box of those that take several, no accessible name:
// they get that of the field's label.

function nameAutocompletes() {
  for (const select of document.querySelectorAll("select[data-ajax--url]")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector('[role="combobox"]');
    const shown = box?.querySelector('[role="textbox"]');
    const search = box?.querySelector('[role="searchbox"]');
    if (!label || !(shown || search)) continue;
    label.id ||= `${select.id}-label`;
    if (search) {
      box.setAttribute("aria-labelledby", label.id);
      search.setAttribute("aria-labelledby", label.id);
      continue;
    }
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  }
}

// Select2 starts when it likes, and again for every row that is added.
new MutationObserver(nameAutocompletes).observe(document.body, { childList: true, subtree: true });
nameAutocompletes();
