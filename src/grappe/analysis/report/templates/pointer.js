"use strict";
// The marks of a chart answer to the pointer, the finger and the arrow keys; the table behind says the same.
(() => {
  const NEAR = 24;
  const box = document.createElement("div");
  box.id = "tip";
  box.hidden = true;
  box.setAttribute("role", "status");
  document.body.append(box);
  let lit = null;

  const hide = () => {
    lit?.classList.remove("lit");
    lit = null;
    box.hidden = true;
  };

  const show = (mark) => {
    if (mark === lit) return;
    hide();
    lit = mark;
    mark.classList.add("lit");
    box.replaceChildren(...mark.dataset.tip.split("\n").map((words) => {
      const line = document.createElement("div");
      line.textContent = words;
      return line;
    }));
    box.hidden = false;
    place();
  };

  const place = () => {
    if (!lit) return;
    const at = lit.getBoundingClientRect();
    const own = box.getBoundingClientRect();
    const left = Math.min(Math.max(at.left + at.width / 2 - own.width / 2, 8), document.documentElement.clientWidth - own.width - 8);
    const over = at.top - own.height - 10;
    box.style.left = `${left}px`;
    box.style.top = `${over < 8 ? at.bottom + 10 : over}px`;
  };

  // The nearest mark, however small: none where the pointer is far from all.
  const nearest = (marks, x, y) => {
    let best = null;
    let least = NEAR;
    for (const mark of marks) {
      const at = mark.getBoundingClientRect();
      const across = Math.max(at.left - x, 0, x - at.right);
      const down = Math.max(at.top - y, 0, y - at.bottom);
      const away = Math.hypot(across, down) + Math.hypot(at.left + at.width / 2 - x, at.top + at.height / 2 - y) / 1000;
      if (away < least) [best, least] = [mark, away];
    }
    return best;
  };

  for (const drawing of document.querySelectorAll(".drawing")) {
    const marks = [...drawing.querySelectorAll("[data-tip]")];
    if (!marks.length) continue;
    const point = (event) => {
      const mark = nearest(marks, event.clientX, event.clientY);
      if (mark) show(mark);
      else hide();
    };
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("pointerdown", point);
    drawing.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
    drawing.addEventListener("blur", hide);
    drawing.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const edge = { Home: 0, End: marks.length - 1 }[event.key];
      if (event.key === "Escape") hide();
      if (step === undefined && edge === undefined) return;
      event.preventDefault();
      const from = marks.indexOf(lit);
      const next = from < 0 ? (step > 0 ? 0 : marks.length - 1) : (from + step + marks.length) % marks.length;
      show(marks[edge ?? next]);
    });
  }
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".drawing")) hide(); });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
})();
