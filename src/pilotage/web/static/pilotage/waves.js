// Move people on the board by drag and by keys. Without this file the form does the same.
"use strict";

const board = document.getElementById("board");
const to = document.getElementById("to");
const boxes = board ? [...board.querySelectorAll('input[type="checkbox"]')] : [];

function tellChosen() {
  const count = boxes.filter((box) => box.checked).length;
  const place = board.querySelector("[data-chosen]");
  if (place) place.textContent = count ? `${count} chosen` : "";
}

function toBox(step) {
  const here = boxes.indexOf(document.activeElement);
  boxes[Math.min(Math.max(here + step, 0), boxes.length - 1)]?.focus();
}

const KEYS = {
  x: (box) => { box.checked = !box.checked; tellChosen(); },
  m: (box) => { if (!boxes.some((each) => each.checked)) box.checked = true; tellChosen(); to.focus(); },
  j: () => toBox(1),
  k: () => toBox(-1),
};

if (board && to) {
  board.addEventListener("change", tellChosen);
  board.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!document.body.dataset.keys || !plain || !boxes.includes(event.target)) return;
    if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](event.target); }
  });
  board.addEventListener("dragstart", (event) => {
    const box = event.target.closest?.("label.card")?.querySelector("input");
    if (!box) return;
    if (!box.checked) for (const each of boxes) each.checked = each === box;
    tellChosen();
    event.dataTransfer.setData("text/plain", box.value);
  });
  for (const wave of board.querySelectorAll("[data-wave]")) {
    const open = [...to.options].some((option) => option.value === wave.dataset.wave);
    if (!open) continue;
    wave.addEventListener("dragover", (event) => { event.preventDefault(); wave.classList.add("over"); });
    wave.addEventListener("dragleave", () => wave.classList.remove("over"));
    wave.addEventListener("drop", (event) => {
      event.preventDefault();
      to.value = wave.dataset.wave;
      board.requestSubmit();
    });
  }
}
