// One click saves a role to the shortlist. Without this script, and wherever anything goes wrong,
// the link leads to the page that asks.

const status = document.createElement("p");
status.setAttribute("role", "status");
status.className = "visually-hidden";
document.body.append(status);

async function formOf(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-save-form]");
}

// A form that is not there means that the role is on the list already.
async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect") throw new Error(`status ${answer.status}`);
}

async function save(link) {
  link.setAttribute("aria-busy", "true");
  try {
    const form = await formOf(link.href);
    if (form) await send(form);
    const title = link.dataset.saveTitle;
    link.textContent = "Saved";
    const rest = document.createElement("span");
    rest.className = "visually-hidden";
    rest.textContent = `: ${title}. See your shortlist`;
    link.append(rest);
    link.href = link.dataset.saveList;
    delete link.dataset.save;
    status.textContent = `Saved ${title} to your shortlist`;
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-save]");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") !== "true") save(link);
});
