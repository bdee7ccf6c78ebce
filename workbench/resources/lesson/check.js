// The self-check: one answer a question, the reason at once. Nothing is stored, nothing is sent.
"use strict";
(() => {
  const root = document.getElementById("wbl-items");
  const items = [...root.querySelectorAll(".wbl-item")];
  const score = document.getElementById("wbl-score");
  const again = document.getElementById("wbl-again");

  const mark = (button, sign, words) => {
    button.querySelector(".wbl-mark").textContent = sign;
    button.querySelector(".wbl-state").textContent = words ? ` – ${words}` : "";
  };

  const tell = () => {
    const done = items.filter((item) => item.dataset.given !== undefined);
    const right = done.filter((item) => item.dataset.given === item.dataset.answer);
    score.textContent = done.length
      ? root.dataset.score.replace("RIGHT", right.length).replace("DONE", done.length)
      : "";
    again.hidden = done.length === 0;
  };

  const answer = (item, buttons, given) => {
    if (item.dataset.given !== undefined) return;
    const right = Number(item.dataset.answer);
    item.dataset.given = given;
    buttons.forEach((button, i) => {
      button.setAttribute("aria-disabled", "true");
      if (i === right) mark(button, "✓", root.dataset.answer);
      else if (i === given) mark(button, "✗", root.dataset.chosen);
      button.classList.toggle("wbl-right", i === right);
      button.classList.toggle("wbl-wrong", i === given && i !== right);
    });
    const box = item.querySelector(".wbl-feedback");
    const verdict = document.createElement("strong");
    verdict.textContent = given === right ? root.dataset.right : root.dataset.wrong;
    const reason = item.querySelector(".wbl-reason").cloneNode(true);
    box.replaceChildren(verdict, reason);
    tell();
  };

  const reset = (item, buttons) => {
    delete item.dataset.given;
    buttons.forEach((button) => {
      button.removeAttribute("aria-disabled");
      button.classList.remove("wbl-right", "wbl-wrong");
      mark(button, "", "");
    });
    item.querySelector(".wbl-feedback").replaceChildren();
  };

  const all = items.map((item) => [item, [...item.querySelectorAll(".wbl-option")]]);
  all.forEach(([item, buttons]) => {
    item.querySelector(".wbl-solution").hidden = true; // shown at once with the answer instead
    buttons.forEach((button, i) => button.addEventListener("click", () => answer(item, buttons, i)));
  });
  if (again) {
    again.addEventListener("click", () => {
      all.forEach(([item, buttons]) => reset(item, buttons));
      tell();
      all[0][1][0].focus();
    });
  }
})();
