// How far a work in the background is, asked again every second and a half; once it is over, its page is shown.
// It works without.
const place = document.querySelector("[data-follow]");
const EVERY = 1500, SLOWLY = 6000;
const follow = async () => {
  let next = EVERY;
  try {
    const answer = await fetch(place.dataset.follow, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".follows");
    if (!made || "over" in made.dataset) { location.reload(); return; }
    const standing = document.querySelector("[data-standing]");
    if (standing && made.dataset.state) standing.textContent = made.dataset.state;
    const shown = place.querySelector(".follows");
    // What is being done is read out where it changes; since when, which always does, is not.
    const doing = shown.querySelector("[role=status]"), now = made.querySelector("[role=status]");
    if (doing.textContent !== now.textContent) doing.replaceChildren(...now.childNodes);
    const bar = shown.querySelector("progress"), further = made.querySelector("progress");
    if (further.hasAttribute("value")) bar.value = further.value;
    const since = shown.querySelector("p.small");
    if (!since.contains(document.activeElement)) since.replaceWith(made.querySelector("p.small"));
    const late = made.querySelector("[data-late]");
    if (late && !shown.querySelector("[data-late]")) shown.append(late);
  } catch { next = SLOWLY; }
  setTimeout(follow, next);
};
if (place) setTimeout(follow, EVERY);
