/* Shows at once which dates a form means, as soon as a field changes that decides on them. Without this
   file a button does the same. */
const PAUSE_MS = 400;
const box = document.querySelector("[data-coming]");

if (box) {
  const form = box.closest("form");
  const shown = box.querySelector("[data-coming-shown]");
  const button = box.querySelector("button");
  const names = box.dataset.coming.split(" ");
  let waiting = 0;
  let newest = 0;

  const ask = async () => {
    newest += 1;
    const mine = newest;
    const sent = new URLSearchParams({ step: "dates", part: "1" });
    for (const name of names) sent.append(name, form.elements[name].value);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent }).catch(() => null);
    if (mine !== newest) return;
    /* No connection, or too many of them: the button is still there. */
    button.hidden = Boolean(answer?.ok);
    if (answer?.ok) shown.innerHTML = await answer.text();
  };

  form.addEventListener("input", (event) => {
    if (!names.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  });
  if (form.elements[names[0]].value) ask();
}
