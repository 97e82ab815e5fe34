// Filters, orders and pages of the list of careers without a reload. Every link and form works
// without this script; where anything goes wrong it hands over to the browser.

const REGION = "data-explore-region";
const root = document.querySelector("[data-explore]");
const status = document.querySelector("[data-explore-status]");
const FOLLOWING = "meta[name='robots'], meta[name='description'], meta[property^='og:'], link[rel='canonical']";
let latest = 0;
let shown = location.pathname + location.search;

function picked() {
  const boxes = root.querySelectorAll("[data-explore-compare] input[name='roles']");
  const held = [...boxes].filter((box) => box.type === "hidden" || box.checked);
  return held.map((box) => box.value).filter(Boolean);
}

// What is ticked for comparison goes along, as it would had it been sent.
function withPicked(address) {
  const url = new URL(address, location.href);
  const keys = picked().slice(0, 4);
  if (keys.length) url.searchParams.set("compare", keys.join(","));
  else url.searchParams.delete("compare");
  url.search = url.search.replaceAll("%2C", ",");
  return url;
}

function openFacets() {
  const all = [...root.querySelectorAll("[data-explore-facet], details[data-explore-filters]")];
  return new Map(all.map((part) => [part.dataset.exploreFacet ?? "", part.open]));
}

// What else of the page says what its address is: its head, and links that lead back to it.
function follow(page) {
  document.title = page.title;
  const fresh = [...page.head.querySelectorAll(FOLLOWING)];
  for (const old of document.head.querySelectorAll(FOLLOWING)) old.remove();
  document.head.append(...fresh.map((one) => document.adoptNode(one)));
  const links = page.querySelectorAll("a[data-follows-address]");
  document.querySelectorAll("a[data-follows-address]").forEach((link, place) => {
    if (links[place]) link.setAttribute("href", links[place].getAttribute("href"));
  });
}

function swap(page) {
  const open = openFacets();
  const scrolled = [...root.querySelectorAll("[data-explore-facet] ul")].map((list) => list.scrollTop);
  for (const region of root.querySelectorAll(`[${REGION}]`)) {
    const fresh = page.querySelector(`[${REGION}="${region.getAttribute(REGION)}"]`);
    if (!fresh) throw new Error("the answer is another page");
    region.replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  follow(page);
  for (const part of root.querySelectorAll("[data-explore-facet], details[data-explore-filters]")) {
    part.open = open.get(part.dataset.exploreFacet ?? "") ?? part.open;
  }
  root.querySelectorAll("[data-explore-facet] ul").forEach((list, place) => {
    list.scrollTop = scrolled[place] ?? 0;
  });
}

// Back and Forward leave the scroll position to the browser.
function focusOn(control, moved) {
  const controls = [...root.querySelectorAll("[data-explore-control]")];
  const same = controls.find((one) => one.dataset.exploreControl === control);
  const heading = controls.find((one) => one.dataset.exploreControl === "heading");
  const target = same ?? heading;
  target?.focus({ preventScroll: target !== heading || !moved });
  if (target?.hasAttribute(REGION)) target.scrollIntoView();
}

// The number of careers, and of the page where there are several: else nothing new would be told.
function announce() {
  const parts = ["[data-explore-count]", "[data-explore-pager] span"];
  const found = parts.map((part) => root.querySelector(part)?.textContent);
  status.textContent = found.filter(Boolean).join(" ");
}

async function show(url, { control, push }) {
  const asked = ++latest;
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== latest) return;
    if (push) history.pushState({ explore: true }, "", url);
    shown = location.pathname + location.search;
    swap(page);
    if (control || document.activeElement === document.body) focusOn(control, push);
    announce();
  } catch {
    if (asked === latest) location.assign(url);
  } finally {
    if (asked === latest) root.removeAttribute("aria-busy");
  }
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-explore-link], [data-explore-pager] a");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented) return;
  event.preventDefault();
  const clears = link.dataset.exploreControl === "compare-none";
  const url = clears ? new URL(link.href) : withPicked(link.href);
  show(url, { control: link.dataset.exploreControl ?? "results", push: true });
});

function submitted(form, control) {
  const url = new URL(form.action, location.href);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) url.searchParams.append(name, value);
  }
  show(withPicked(url), { control, push: true });
}

root.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-explore-form]");
  if (!form) return;
  event.preventDefault();
  submitted(form, document.activeElement?.dataset.exploreControl ?? "apply");
});

root.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-explore-form]");
  if (form && event.target.matches("select")) submitted(form, "sort");
});

// Another fragment of the same page is no other list.
addEventListener("popstate", () => {
  if (location.pathname + location.search === shown) return;
  show(new URL(location.href), { control: "", push: false });
});
