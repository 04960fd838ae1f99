// How far an evaluation is, asked again every second and a half; once it is over, its page is shown. It works without.
const place = document.querySelector("[data-follow]");
const EVERY = 1500, SLOWLY = 6000;
const follow = async () => {
  let next = EVERY;
  try {
    const answer = await fetch(place.dataset.follow, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".follows");
    if (!made || "over" in made.dataset) { location.reload(); return; }
    const shown = place.querySelector(".follows");
    if (shown.querySelector("p").textContent !== made.querySelector("p").textContent) shown.replaceWith(made);
    else {
      shown.querySelector("progress").value = made.querySelector("progress").value;
      const since = shown.querySelector("p.small"), now = made.querySelector("p.small");
      if (!since.contains(document.activeElement)) since.replaceWith(now);
    }
  } catch { next = SLOWLY; }
  setTimeout(follow, next);
};
if (place) setTimeout(follow, EVERY);
