// What JavaScript adds to pages that work without it. No inline handlers, nothing stored.
"use strict";

document.documentElement.classList.add("hela-script");

// A link to a field inside a folded group unfolds the group.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let one = target; one; one = one.parentElement) {
    if (one.tagName === "DETAILS") one.open = true;
  }
  const field = target.matches("input, select, textarea, [tabindex]") ? target : target.querySelector("summary");
  if (field) field.focus({ preventScroll: true });
  target.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) setTimeout(unfold);
});

// What was unfolded in the assessment stays so when the assessment is replaced.
let unfolded = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.shouldSwap) return;
  unfolded = [...document.querySelectorAll("#assessment-body details")].map((one) => [one.id, one.open]);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const [id, open] of unfolded) {
    const one = id && document.getElementById(id);
    if (one) one.open = open;
  }
  unfolded = [];
  markFields();
});

// A line that was added gets the focus; one that was removed changes the assessment.
document.addEventListener("htmx:afterSettle", (event) => {
  const list = event.detail.elt.closest && event.detail.elt.closest(".hela-list");
  if (!list || event.detail.elt !== list) return;
  const rows = list.querySelectorAll(".hela-row");
  const field = rows.length ? rows[rows.length - 1].querySelector("input, select, textarea") : list.querySelector("button");
  if (field) field.focus();
  list.dispatchEvent(new Event("change", { bubbles: true }));
});

// The fields that could not be read say so, as they do when the whole page comes back.
function markFields() {
  const errors = new Map(
    [...document.querySelectorAll("[data-errors] [data-key]")].map((one) => [one.dataset.key, one.textContent]),
  );
  for (const group of document.querySelectorAll("[data-field]")) {
    const key = group.dataset.field;
    const place = document.getElementById(`${key}-error`);
    if (!place) continue;
    const wrong = errors.get(key);
    place.textContent = wrong || "";
    place.hidden = !wrong;
    group.classList.toggle("govuk-form-group--error", Boolean(wrong));
    const field = document.getElementById(key);
    if (field && "value" in field) field.toggleAttribute("aria-invalid", Boolean(wrong));
  }
}

// When an update fails the last assessment stays, and the page says so.
function failed() {
  const place = document.getElementById("updated");
  if (place) place.textContent = document.documentElement.lang === "sv"
    ? "Bedömningen kunde inte uppdateras. Dina svar finns kvar; försök igen om en stund."
    : "The assessment could not be updated. Your answers are still here; try again in a while.";
}
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, failed);

// Leaving a page with unsaved answers asks first.
let changed = false;
document.addEventListener("change", (event) => { if (event.target.closest("#check")) changed = true; });
document.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

// How much room is left in a long text.
function count(field) {
  const most = Number(field.dataset.most);
  let place = field.nextElementSibling;
  if (!place || !place.classList.contains("hela-count")) {
    place = document.createElement("p");
    place.className = "govuk-hint hela-count";
    field.after(place);
  }
  const length = field.value.length;
  const sv = document.documentElement.lang === "sv";
  place.textContent = length ? `${length} ${sv ? "av" : "of"} ${most} ${sv ? "tecken" : "characters"}` : "";
}
document.addEventListener("input", (event) => { if (event.target.dataset.most) count(event.target); });

function start() {
  document.querySelectorAll("textarea[data-most]").forEach((field) => { if (field.value) count(field); });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (location.hash) unfold();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
