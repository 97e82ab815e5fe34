// Shows what the typed text and mapping come to: how the prose reads, its tokens, the figures.
// Nothing is saved. Without this script the Preview button shows the whole page.

const WAIT = 500;
const form = document.querySelector("[data-guide-form]");
const status = document.querySelector("[data-guide-status]");
let timer;
let request;

function show({ figures, tokens, prose }) {
  document.querySelector("[data-guide-figures]").innerHTML = figures;
  for (const part of document.querySelectorAll("[data-guide-token]")) {
    part.textContent = tokens[part.dataset.guideToken];
  }
  for (const part of document.querySelectorAll("[data-guide-read]")) {
    part.innerHTML = prose[part.dataset.guideRead];
  }
  status.textContent = "";
}

async function ask() {
  request?.abort();
  const asked = (request = new AbortController());
  try {
    const answer = await fetch(form.dataset.guideTyped, {
      method: "POST",
      headers: { "X-CSRFToken": form.querySelector('input[name="csrfmiddlewaretoken"]').value },
      body: new URLSearchParams(new FormData(form)),
      signal: asked.signal,
    });
    if (answer.redirected) throw new Error("signed out");
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
  } catch (error) {
    if (error.name === "AbortError") return;
    status.textContent =
      error.message === "signed out"
        ? "Your session has ended. Your text is still here: press Save, and sign in on the next page."
        : "What you type cannot be shown as it reads just now. Your text is still here.";
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

form.addEventListener("input", soon);
form.addEventListener("guide-chosen", soon);
