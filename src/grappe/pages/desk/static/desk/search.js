// The field that searches the whole desk: `/` goes to it, a short list follows what one types. It all works without.
const seek = document.querySelector("form.seek");
if (seek) {
  const field = seek.elements.q;
  const list = seek.querySelector("[role=listbox]");
  const options = () => [...list.querySelectorAll("a[role=option]")];
  let current = -1;
  let waiting = 0;
  let asked = null;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  const open = (shown) => {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(-1);
  };
  const choose = (place) => {
    const all = options();
    all[current]?.setAttribute("aria-selected", "false");
    current = all.length ? Math.max(-1, Math.min(place, all.length - 1)) : -1;
    const one = all[current];
    one?.setAttribute("aria-selected", "true");
    one?.scrollIntoView({ block: "nearest" });
    if (one) field.setAttribute("aria-activedescendant", one.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${seek.dataset.list}?${new URLSearchParams({ q: field.value })}`, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      list.innerHTML = await answer.text();
      current = -1;
      for (const [place, one] of options().entries()) one.id = `seek-${place}`;
      open(list.childElementCount > 0 && seek.contains(document.activeElement));
    } catch (failure) {
      if (failure.name !== "AbortError") open(false);
    }
  };
  open(false);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      if (list.hidden) { if (list.childElementCount) open(true); }
      choose(current + step);
      event.preventDefault();
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      location.assign(options()[current].href);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  seek.addEventListener("focusout", (event) => { if (!seek.contains(event.relatedTarget)) open(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
