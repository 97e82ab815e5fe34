// Suggests as people type in a search box; without this script the form alone does it.
// A form with data-suggest names the address; its box becomes a combobox with a list of options.

const WAIT = 120;
let boxes = 0;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="search"]');
    this.id = `suggestions-${++boxes}`;
    this.options = [];
    this.active = -1;
    this.list = this.make("ul", { id: this.id, role: "listbox", "aria-label": "Suggestions" });
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.status = this.make("p", { role: "status" });
    this.status.className = "visually-hidden";
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest('[role="option"]')));
  }

  make(tag, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    this.form.append(element);
    return element;
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    const text = this.input.value.trim();
    if (!text) return this.close();
    const request = (this.request = new AbortController());
    const asked = new URLSearchParams({ q: text });
    const place = this.form.querySelector('input[name="place"]')?.value;
    if (place) asked.set("place", place);
    try {
      const answer = await fetch(`${this.form.dataset.suggest}?${asked}`, { signal: request.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.options = suggestions.map((suggestion, number) => this.option(suggestion, number));
    this.list.replaceChildren(...this.options);
    this.mark(-1);
    this.open(this.options.length > 0);
    const count = this.options.length;
    this.status.textContent =
      count === 0 ? "No suggestions" : count === 1 ? "1 suggestion" : `${count} suggestions`;
  }

  option({ title, note, url }, number) {
    const option = document.createElement("li");
    option.id = `${this.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const name = document.createElement("span");
    name.textContent = title;
    const about = document.createElement("span");
    about.className = "suggestion-note";
    about.textContent = note;
    option.append(name, " ", about);
    return option;
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.mark(-1);
    this.open(false);
    this.status.textContent = "";
  }

  mark(number) {
    this.active = number;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    const option = this.options[number];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.follow(this.options[this.active]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.ask();
      const count = this.options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(((this.active + 1 + step + count) % count) - 1);
    }
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
