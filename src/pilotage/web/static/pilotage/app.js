// Keys, the viewer's own time, and news. Every page works without this file.
"use strict";

// A time of the client gets the viewer's own beside it where the two clocks differ.
function addOwnTime(root) {
  const theirs = document.body.dataset.zone;
  if (!theirs) return;
  const parts = { weekday: "short", hour: "2-digit", minute: "2-digit" };
  const there = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: theirs });
  const here = new Intl.DateTimeFormat("en-GB", parts);
  const named = new Intl.DateTimeFormat("en-GB", { ...parts, timeZoneName: "short" });
  for (const time of root.querySelectorAll("time[datetime]:not([data-own])")) {
    const moment = new Date(time.dateTime);
    if (!time.dateTime.includes("T") || isNaN(moment)) continue;
    time.dataset.own = "";
    if (here.format(moment) === there.format(moment)) continue;
    const span = document.createElement("span");
    span.className = "own-time";
    span.textContent = ` (${named.format(moment)} for you)`;
    time.append(span);
  }
}

// Keys: none acts while somebody types, and all can be switched off.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
let going = false;

function toRow(step) {
  const rows = [...document.querySelectorAll("[data-row] a")];
  const here = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(here + step, 0), rows.length - 1)]?.focus();
}

const ACTIONS = {
  "/": () => document.querySelector("[data-find]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => toRow(1),
  k: () => toRow(-1),
  p: () => document.activeElement.closest("details.value, [data-row]")?.querySelector("summary")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (!document.body.dataset.keys || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) return;
  if (going) {
    going = false;
    document.body.classList.remove("going");
    const place = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (place) { event.preventDefault(); place.click(); }
  } else if (event.key === "g") {
    going = true;
    document.body.classList.add("going");
  } else if (ACTIONS[event.key]) {
    event.preventDefault();
    ACTIONS[event.key]();
  }
});

// The server says that something changed: offer to show it, and disturb nobody who types.
function listen() {
  const place = document.querySelector("[data-live]");
  if (!place || !window.EventSource) return;
  new EventSource(place.dataset.live).addEventListener("changed", () => {
    if (place.hasChildNodes()) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Something changed here. Show it";
    place.append(link);
  });
}

addOwnTime(document);
listen();
document.addEventListener("htmx:load", (event) => addOwnTime(event.target));
