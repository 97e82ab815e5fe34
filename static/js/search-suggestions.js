// Suggests pages as people type in a search box; without this script the form alone does it.
// A form with data-suggest names the address that is asked.

import { Combobox, element } from "./combobox.js";

class Pages extends Combobox {
  constructor(form) {
    super(form.querySelector('input[type="search"]'), (...parts) => form.append(...parts));
    this.form = form;
  }

  address(words) {
    const asked = new URLSearchParams({ q: words });
    const place = this.form.querySelector('input[name="place"]')?.value;
    if (place) asked.set("place", place);
    return `${this.form.dataset.suggest}?${asked}`;
  }

  option(option, { title, note, url }) {
    option.dataset.url = url;
    const name = element("span");
    name.textContent = title;
    const about = element("span");
    about.className = "suggestion-note";
    about.textContent = note;
    option.append(name, " ", about);
  }

  choose(option) {
    location.assign(option.dataset.url);
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Pages(form);
