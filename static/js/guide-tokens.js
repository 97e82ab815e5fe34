// Puts a figure token at the cursor of the text that was written in last.

const said = document.querySelector("[data-guide-inserted]");
let last = document.querySelector("[data-guide-prose]");

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-guide-prose]")) last = event.target;
});

for (const button of document.querySelectorAll("[data-guide-insert]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    last.setRangeText(button.dataset.guideInsert, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
    said.textContent = `${button.dataset.guideInsert} inserted`;
  });
}
