/* Keeps what is typed into a public form on this device, so that a closed window loses nothing: for 30
   days, and never who sends it. Without this file the form works as ever. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const WAIT_MS = 400;
const NEVER = new Set(["hidden", "file", "email", "submit", "button"]);

const form = document.querySelector("form[data-draft]");
const done = document.querySelector("[data-draft-done]");
const key = (name) => `hub:draft:${name}`;

/* Storage may be switched off, or full: then there is no draft. */
const stored = (act) => {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
};

const fields = () =>
  [...form.elements].filter(
    (one) => one.name && !NEVER.has(one.type) && !one.name.startsWith("sender_") && !one.closest("[hidden]"),
  );
const isBox = (one) => one.type === "checkbox" || one.type === "radio";

const keep = () => {
  const words = {};
  for (const one of fields()) {
    const value = isBox(one) ? one.checked && one.value : one.value;
    if (value) (words[one.name] ??= []).push(value);
  }
  const draft = JSON.stringify({ at: Date.now(), words });
  stored((storage) => storage.setItem(key(form.dataset.draft), draft));
};

const read = () => {
  const draft = stored((storage) => JSON.parse(storage.getItem(key(form.dataset.draft))));
  return draft && Date.now() - draft.at < KEPT_MS ? draft.words : null;
};

const fill = (words) => {
  for (const one of fields()) {
    const values = words[one.name] ?? [];
    if (isBox(one)) one.checked = values.includes(one.value);
    else if (values.length) one.value = values[0];
    if (values.length && one.closest("details")) one.closest("details").open = true;
  }
};

if (done) stored((storage) => storage.removeItem(key(done.dataset.draftDone)));

if (form) {
  const said = form.querySelector("[data-draft-said]");
  const words = form.hasAttribute("data-draft-new") && read();
  if (words && Object.keys(words).length) {
    fill(words);
    said.hidden = false;
    said.querySelector("button").addEventListener("click", () => {
      stored((storage) => storage.removeItem(key(form.dataset.draft)));
      form.reset();
      said.hidden = true;
      fields()[0].focus();
    });
  }
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT_MS);
  });
}
