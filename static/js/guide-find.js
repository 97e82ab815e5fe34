// Suggests what a row points to while its name or code is typed. The box keeps the code or the
// address, which can be written by hand as well; the row's heading says what it is called.

const WAIT = 200;
const form = document.querySelector("[data-guide-form]");
let boxes = 0;

class Finder {
  constructor(input) {
    this.input = input;
    this.id = `found-${++boxes}`;
    this.active = -1;
    this.options = [];
    this.list = document.createElement("ul");
    this.list.id = this.id;
    this.list.className = "guide-found";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
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
    this.list.addEventListener("click", (event) => this.choose(event.target.closest('[role="option"]')));
  }

  wait() {
    this.called("");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    const words = this.input.value.trim();
    if (!words) return this.close();
    const request = (this.request = new AbortController());
    const address = form.dataset.guideFindUrl.replace("/kind/", `/${this.input.dataset.guideFind}/`);
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: words })}`, { signal: request.signal });
      if (answer.ok && !answer.redirected) this.show((await answer.json()).found);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    if (document.activeElement !== this.input) return;
    this.options = found.map(({ key, name, note }, number) => {
      const option = document.createElement("li");
      option.id = `${this.id}-${number}`;
      option.setAttribute("role", "option");
      option.dataset.key = key;
      option.dataset.name = name;
      option.textContent = `${name} (${key})${note ? `, ${note}` : ""}`;
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

  called(name) {
    const heading = this.input.closest("[data-guide-row]")?.querySelector("[data-guide-name]");
    if (heading) heading.textContent = name && `: ${name}`;
  }

  choose(option) {
    if (!option) return;
    this.input.value = option.dataset.key;
    this.close();
    this.called(option.dataset.name);
    this.input.dispatchEvent(new CustomEvent("guide-chosen", { bubbles: true }));
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
