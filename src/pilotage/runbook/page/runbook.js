"use strict";
// Ticks stay on this device. Where the browser keeps nothing, the boxes still work.
(() => {
  const root = document.documentElement;
  const boxes = [...document.querySelectorAll("input[type=checkbox]")];
  const steps = boxes.filter((box) => box.dataset.item !== undefined);
  const place = `pilotage:${root.dataset.runbook}`;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(place) || "[]");
    } catch {
      return [];
    }
  };
  const keep = () => {
    try {
      const on = boxes.filter((box) => box.checked).map((box) => box.id);
      localStorage.setItem(place, JSON.stringify(on));
    } catch {
      // A page opened from a file may not be allowed to keep anything.
    }
  };
  const count = document.getElementById("count");
  const next = document.getElementById("next");
  const show = () => {
    const open = steps.find((box) => !box.checked);
    count.textContent = `${steps.filter((box) => box.checked).length} of ${steps.length}`;
    next.hidden = !open;
    if (open) next.href = `#${open.dataset.item}`;
  };
  const ticked = new Set(read());
  boxes.forEach((box) => {
    if (ticked.has(box.id)) box.checked = true;
    box.addEventListener("change", () => {
      keep();
      show();
    });
  });
  const clear = document.getElementById("clear");
  clear.addEventListener("click", () => {
    if (confirm("Clear every tick on this device?")) {
      boxes.forEach((box) => (box.checked = false));
      keep();
      show();
    }
  });
  document.querySelectorAll("[data-script]").forEach((part) => (part.hidden = false));
  show();
})();
