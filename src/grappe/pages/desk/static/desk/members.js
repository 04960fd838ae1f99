// The list: filters folded on a narrow screen, arrows from row to row, how many are chosen. It all works without.
const facets = document.querySelector(".facets");
if (facets && matchMedia("(max-width: 800px)").matches) facets.open = false;
const form = document.getElementById("together");
if (form) {
  const picks = [...form.querySelectorAll('[name="member"]')];
  const whole = form.querySelector("[data-all]");
  const bar = form.querySelector(".together");
  const count = bar && bar.querySelector("[data-count]");
  const every = form.querySelector('[name="all"]');
  const tell = () => {
    if (!bar) return;
    const chosen = picks.filter((pick) => pick.checked).length;
    bar.hidden = chosen === 0;
    count.textContent = count.dataset.count.replace("#", chosen);
    whole.checked = chosen === picks.length;
    whole.indeterminate = chosen > 0 && chosen < picks.length;
    if (every && chosen < picks.length) every.checked = false;
  };
  whole?.addEventListener("change", () => { for (const pick of picks) pick.checked = whole.checked; tell(); });
  every?.addEventListener("change", () => { if (every.checked) { for (const pick of picks) pick.checked = true; tell(); } });
  form.addEventListener("change", (event) => { if (picks.includes(event.target)) tell(); });
  form.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target.closest("tbody tr");
    if (!step || !row) return;
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    const same = event.target.name === "member" ? "input" : "a";
    if (next) { next.querySelector(same)?.focus(); event.preventDefault(); }
  });
  tell();
}
