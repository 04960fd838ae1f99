// A form that is not taken comes back with the files that were chosen: it is sent from within its page, of which
// only the rest is put in. It works without: the files are then to be chosen again.
const told = (form, name, words = "") => {
  for (const note of form.querySelectorAll("[data-unsent]")) note.hidden = note.dataset.unsent !== name;
  const note = form.querySelector(`[data-unsent="${name}"]`);
  note.querySelector("[data-names]")?.replaceChildren(words);
  note.focus();
};

// A browser does not send a file that changed on the disk since it was chosen.
const changed = async (fields) => {
  const found = [];
  for (const field of fields) for (const file of field.files) {
    try { await file.slice(0, 1).arrayBuffer(); } catch { found.push([field, file.name]); }
  }
  return found;
};

const ask = async (form) => {
  const fields = [...form.querySelectorAll('input[type="file"]')].filter((field) => field.files.length);
  const button = form.querySelector(".form-actions button");
  button.disabled = true;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  } catch {
    button.disabled = false;
    const lost = await changed(fields);
    for (const [field] of lost) field.value = "";
    told(form, lost.length ? "changed" : "cut", lost.map(([, name]) => name).join(", "));
    return;
  }
  if (answer.redirected) { location.assign(answer.url); return; }
  const made = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form.asking");
  if (!made) { form.submit(); return; }
  const again = document.adoptNode(made);
  for (const note of again.querySelectorAll("[data-files]")) note.hidden = note.dataset.files === "lost";
  for (const field of fields) again.querySelector(`[name="${CSS.escape(field.name)}"]`)?.replaceWith(field);
  form.replaceWith(again);
  (again.querySelector('[role="alert"]:not([hidden])') ?? again.querySelector('[aria-invalid="true"]'))?.focus();
};

addEventListener("submit", (event) => {
  if (!event.target.matches("form.asking")) return;
  event.preventDefault();
  ask(event.target);
});
