/* Filtering in place: the list follows each choice while the panel stays open, the address keeps up,
   what came is said aloud. Without this file the form is sent like any other. */
const form = document.querySelector("form[data-filters]");
const WAIT_MS = 350;

const address = () => {
  const given = [...new FormData(form)].filter(([, value]) => value.trim());
  const query = new URLSearchParams(given).toString();
  return query ? `${form.action}?${query}` : form.action;
};

/* Puts what a page of the same list has into this one: what is marked, its title, what its form says. */
const take = (page) => {
  for (const old of document.querySelectorAll("[data-swap]")) {
    const made = page.querySelector(`[data-swap="${old.dataset.swap}"]`);
    if (!made) continue;
    old.replaceWith(made);
    made.dispatchEvent(new CustomEvent("hub:swapped", { bubbles: true }));
  }
  document.title = page.title;
};

const key = (field) => `${field.name}=${field.type === "checkbox" ? field.value : ""}`;
const sync = (page) => {
  const other = page.querySelector("form[data-filters]");
  const said = new Map([...other.elements].filter((one) => one.name).map((one) => [key(one), one]));
  for (const field of [...form.elements].filter((one) => one.name)) {
    const made = said.get(key(field));
    if (field.type === "checkbox") field.checked = made?.checked ?? false;
    else if (field.type === "hidden" && !made) field.remove();
    else if (made) field.value = made.value;
    said.delete(key(field));
  }
  for (const [, made] of said) if (made.type === "hidden") form.prepend(made);
};

let dialog = null, asked = null, isNew = true, seen = "";
const say = (region) => {
  for (const one of form.querySelectorAll("[data-said]")) {
    // Where the panel is open nothing else is read out.
    const isHeard = dialog?.open ? dialog.contains(one) : !dialog?.contains(one);
    one.textContent = isHeard ? region.dataset.said.trim() : "";
  }
};
const name = () => {
  const button = form.querySelector("button[data-show]");
  if (button) button.textContent = document.querySelector('[data-swap="list"]').dataset.show;
};

/* `push`: whether the reader can go back to what was before; `keep`: whether the form is as it should be. */
const show = async (url, { push, keep = true } = {}) => {
  asked?.abort();
  const mine = asked = new AbortController();
  const list = document.querySelector('[data-swap="list"]');
  list.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // Another choice came first, or there is no network: then the browser itself says so.
    if (!mine.signal.aborted) location.assign(url);
    return;
  }
  // Not a page of this list, or one with a map whose script is not here.
  const needsMap = page.querySelector("[data-streets]") && !window.L;
  if (needsMap || !page.querySelector("form[data-filters]")) { location.assign(url); return; }
  if (push !== undefined) history[push ? "pushState" : "replaceState"]({ filters: true }, "", url);
  seen = location.pathname + location.search;
  take(page);
  if (!keep) sync(page);
  name();
  say(document.querySelector('[data-swap="list"]'));
};

/* Choices made one after the other are one step back. */
const follow = () => { show(address(), { push: isNew }); isNew = false; };

/* A topic and one below it: the narrower one counts, so one of the two is taken away. */
const narrow = (box) => {
  const item = box.closest(".choices__list > li");
  if (!box.checked || !item) return;
  const inner = box.closest("details");
  const others = inner ? [item.querySelector(":scope > label input")] : item.querySelectorAll("details input");
  for (const one of others) one.checked = false;
};

/* The panel becomes a dialog: a sheet on phones, a column at the side where there is room. */
const lift = (panel) => {
  const sheet = panel.querySelector(".filters__sheet"), summary = panel.querySelector("summary");
  const opener = document.createElement("button");
  dialog = document.createElement("dialog");
  opener.type = "button";
  opener.className = summary.className;
  opener.append(...summary.childNodes);
  opener.setAttribute("aria-haspopup", "dialog");
  dialog.className = "filters__dialog";
  dialog.setAttribute("aria-label", opener.textContent.trim());
  dialog.append(sheet);
  panel.replaceWith(opener, dialog);
  sheet.querySelector("[data-head]").hidden = false;
  sheet.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  const reveal = () => { isNew = true; dialog.showModal(); };
  opener.addEventListener("click", reveal);
  // A click beside the panel closes it.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#filter-"]');
    const field = link && dialog.querySelector(link.hash);
    if (!field) return;
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    reveal();
    (field.matches("input, select") ? field : field.querySelector("input"))?.focus();
  });
};

/* Where the reader is, to about a kilometre: enough for a circle of five, and nobody's front door. */
const near = (box) => {
  const said = box.querySelector("[role=status]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    said.textContent = "";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const field = form.elements.namedItem("near") ?? document.createElement("input");
      field.type = "hidden";
      field.name = "near";
      field.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      form.prepend(field);
      follow();
    }, () => { said.textContent = said.dataset.refused; }, { maximumAge: 600000, timeout: 15000 });
  });
};

const start = () => {
  const panel = form.querySelector(".filters__panel");
  if (panel) lift(panel);
  const box = form.querySelector("[data-near]");
  if (box && navigator.geolocation) near(box);
  name();
  let timer;
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(follow, WAIT_MS);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "search") return;
    narrow(event.target);
    follow();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (address() !== location.href) follow();
    isNew = true;
    dialog?.close();
    const heading = document.getElementById("results") ?? document.querySelector('[data-swap="list"]');
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-in-place] a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    isNew = true;
    show(link.href, { push: true, keep: false });
  });
  seen = location.pathname + location.search;
  addEventListener("popstate", () => {
    // A step within the page is none of ours.
    if (location.pathname + location.search === seen) return;
    isNew = true;
    show(location.href, { keep: false });
  });
};

if (form) start();
