// What was typed in a form outlives a lost session: it waits in this tab, and comes back to its page for the same person.
// Only where the answer to it was a page that says so (sign in, or a form that was not taken); files and secrets never.
const DRAFT = "grappe-draft", LOST = "grappe-draft-lost";
const SECRET = ["password", "file", "hidden", "submit", "button"];
const tried = (act) => { try { return act(); } catch { return null; } };
const kept = () => tried(() => JSON.parse(sessionStorage.getItem(DRAFT)));
const forget = () => tried(() => [DRAFT, LOST].forEach((name) => sessionStorage.removeItem(name)));
const here = location.pathname + location.search;
const who = document.querySelector("[data-person]")?.dataset.person ?? "";
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !SECRET.includes(one.type));

if (!who || document.querySelector("[data-kept]")) {
  // A page at which one comes in, or that says that nothing was taken.
  if (kept()) {
    tried(() => sessionStorage.setItem(LOST, "yes"));
    document.querySelector("[data-kept]")?.removeAttribute("hidden");
  }
} else {
  const draft = kept();
  if (draft && tried(() => sessionStorage.getItem(LOST)) && draft.who === who) {
    const form = draft.page === here && document.querySelector("[data-drafts]")
      && [...document.forms].find((one) => one.method === "post" && fieldsOf(one).some((field) => draft.fields.some(([name]) => name === field.name)));
    if (form) {
      for (const field of fieldsOf(form)) {
        const values = draft.fields.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (field.multiple) for (const one of field.options) one.selected = values.includes(one.value);
        else if (values.length) field.value = values[0];
      }
      const told = document.querySelector("[data-drafts]");
      told.hidden = false;
      forget();
    }
  } else forget();
  addEventListener("submit", ({ target }) => {
    if (target.method !== "post") return;
    const fields = [];
    for (const field of fieldsOf(target)) {
      if (["checkbox", "radio"].includes(field.type) && !field.checked) continue;
      for (const value of field.multiple ? [...field.selectedOptions].map((one) => one.value) : [field.value]) fields.push([field.name, value]);
    }
    if (fields.length) tried(() => sessionStorage.setItem(DRAFT, JSON.stringify({ page: here, who, fields })));
  });
}
