"use strict";
// A figure's papers come to the reader; without this script, its link leads to them in the annex.
(() => {
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  if (!panel.showPopover) return;
  let from = null;

  const element = (name, words, kind) => {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };

  const fill = (row) => {
    const entry = row.closest(".entry");
    const heads = [...entry.querySelectorAll("thead th")].map((head) => head.textContent);
    const cells = [...row.children].map((cell) => cell.textContent.trim());
    const value = entry.dataset.keyed ? 1 : 0;
    const name = entry.querySelector(".name").textContent;
    body.replaceChildren(
      element("p", cells[value] ?? "–", "value"),
      element("p", value ? `${name} – ${cells[0]}` : name, "label"),
      element("p", entry.querySelector(".definition").textContent, "definition"),
    );
    const list = document.createElement("dl");
    const add = (term, words) => {
      if (!words) return;
      const pair = document.createElement("div");
      pair.append(element("dt", term), element("dd", words));
      list.append(pair);
    };
    for (let at = value + 1; at < cells.length - 1; at += 1) add(heads[at], cells[at]);
    for (const pair of entry.querySelectorAll("dl > div")) {
      add(pair.firstElementChild.textContent, pair.lastElementChild.textContent);
    }
    if (cells.length) add(heads.at(-1), cells.at(-1));
    body.append(list, element("code", entry.querySelector("code").textContent));
    document.getElementById("panel-entry").href = `#${entry.id}`;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.fig");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = document.getElementById(link.hash.slice(1));
    if (!row) return;
    event.preventDefault();
    fill(row);
    from = link;
    for (const other of document.querySelectorAll(".fig.open")) other.classList.remove("open");
    link.classList.add("open");
    panel.hidePopover();
    panel.showPopover();
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  });

  document.getElementById("panel-entry").addEventListener("click", () => {
    from = null;
    panel.hidePopover();
  });

  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    for (const link of document.querySelectorAll(".fig.open")) link.classList.remove("open");
    if (from && (document.activeElement === document.body || panel.contains(document.activeElement))) {
      from.focus({ preventScroll: true });
    }
  });

  const folds = document.querySelectorAll("details.fold");
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...folds].filter((fold) => !fold.open);
    for (const fold of shut) fold.open = true;
  });
  addEventListener("afterprint", () => shut.forEach((fold) => { fold.open = false; }));

  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const id of links.keys()) seen.observe(document.getElementById(id));
})();
