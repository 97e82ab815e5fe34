// Answers a question by number keys, and goes on by Enter; nothing is sent that was not asked for.
// The keys work only while the focus is in a question (WCAG 2.1.4): a fieldset with data-scale.

for (const form of document.querySelectorAll("form[data-questionnaire]")) {
  for (const hint of form.querySelectorAll("[data-keys-hint]")) hint.hidden = false;
  form.addEventListener("keydown", (event) => {
    const question = event.target.closest("[data-scale]");
    if (!question || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Enter" && event.target === question) {
      event.preventDefault();
      form.querySelector("button[type=submit]").click();
      return;
    }
    const answers = [...question.querySelectorAll("[data-digit]")];
    const answer = answers.find((input) => input.dataset.digit === event.key);
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    answer.focus();
  });
}
