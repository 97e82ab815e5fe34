// A box that suggests while people type: the combobox pattern of the ARIA Authoring Practices.
// A subclass says where to ask (`address`), what an option looks like (`option`) and what choosing
// one does (`choose`).

const WAIT = 150;
let boxes = 0;

export class Combobox {
  constructor(input, place) {
    this.input = input;
    this.id = `suggestions-${++boxes}`;
    this.options = [];
    this.active = -1;
    this.list = element("ul", { id: this.id, role: "listbox", "aria-label": "Suggestions" });
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.status = element("p", { role: "status" });
    this.status.className = "visually-hidden";
    place(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(option);
    });
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    const words = this.input.value.trim();
    if (!words) return this.close();
    const request = (this.request = new AbortController());
    try {
      const answer = await fetch(this.address(words), { signal: request.signal });
      if (answer.ok && !answer.redirected) this.show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.options = suggestions.map((suggestion, number) => {
      const option = element("li", { id: `${this.id}-${number}`, role: "option" });
      this.option(option, suggestion);
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.mark(-1);
    this.open(this.options.length > 0);
    const count = this.options.length;
    this.status.textContent =
      count === 0 ? "No suggestions" : count === 1 ? "1 suggestion" : `${count} suggestions`;
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

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.ask();
      const count = this.options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(((this.active + 1 + step + count) % count) - 1);
    }
  }
}

export function element(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
