// Suggests what a row points to while its name or code is typed. The box keeps the code or the
// address, which can be written by hand as well; the row's heading says what it is called.

import { Combobox } from "./combobox.js";

const form = document.querySelector("[data-guide-form]");

class Finder extends Combobox {
  constructor(input) {
    super(input, (...parts) => input.after(...parts));
  }

  wait() {
    this.called("");
    super.wait();
  }

  address(words) {
    const address = form.dataset.guideFindUrl.replace("/kind/", `/${this.input.dataset.guideFind}/`);
    return `${address}?${new URLSearchParams({ q: words })}`;
  }

  option(option, { key, name, note }) {
    option.dataset.key = key;
    option.dataset.name = name;
    option.textContent = `${name} (${key})${note ? `, ${note}` : ""}`;
  }

  called(name) {
    const heading = this.input.closest("[data-guide-row]")?.querySelector("[data-guide-name]");
    if (heading) heading.textContent = name && `: ${name}`;
  }

  choose(option) {
    this.input.value = option.dataset.key;
    this.close();
    this.called(option.dataset.name);
    this.input.dispatchEvent(new CustomEvent("guide-chosen", { bubbles: true }));
  }
}

const known = new WeakSet();

// Rows are added later, too.
function start() {
  for (const input of form.querySelectorAll("input[data-guide-find]")) {
    if (known.has(input)) continue;
    known.add(input);
    new Finder(input);
  }
}

if (form) {
  new MutationObserver(start).observe(form, { childList: true, subtree: true });
  start();
}
