// Shows a website's colours while they are chosen: how they look, which pairs are too close, and
// the nearest colour that would do. The hub reckons; saving asks it again.

const NAMES = ["accent", "highlight", "action"];
const WAIT_MILLISECONDS = 200;

const panel = document.querySelector("[data-hub-colours]");
const fields = NAMES.map((name) => document.querySelector(`[name="${name}_colour"]`));
const theme = document.querySelector('[name="theme"]');

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function addPicker(field) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "hub-colours__pick";
  picker.setAttribute("aria-label", `${panel.dataset.pick}: ${label?.textContent.trim() ?? ""}`);
  picker.addEventListener("input", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.after(picker);
  return picker;
}

function showScheme(name, scheme) {
  const box = panel.querySelector(`[data-scheme="${name}"]`);
  for (const [token, value] of Object.entries(scheme)) box.style.setProperty(`--hub-${token}`, value);
}

function showPair(pair) {
  const line = document.createElement("li");
  line.dataset.enough = pair.is_enough;
  const swatch = element("span", "Aa", "hub-colours__swatch");
  swatch.setAttribute("aria-hidden", "true");
  swatch.style.setProperty("--front", pair.front);
  swatch.style.setProperty("--ground", pair.ground);
  line.append(swatch, element("span", pair.label), element("strong", pair.verdict));
  if (pair.nearest) {
    const take = element("button", panel.dataset.take.replace("{colour}", pair.nearest), "button button-small");
    take.type = "button";
    take.addEventListener("click", () => {
      const field = fields[NAMES.indexOf(pair.name)];
      field.value = pair.nearest;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    line.append(take);
  }
  return line;
}

function show(answer, pickers) {
  panel.hidden = false;
  panel.querySelector(".hub-colours__summary").textContent = answer.summary;
  for (const name of ["light", "dark"]) showScheme(name, answer[name]);
  panel.querySelector(".hub-colours__pairs").replaceChildren(...answer.pairs.map(showPair));
  NAMES.forEach((name, at) => (pickers[at].value = answer.light[name]));
}

async function ask(pickers, latest) {
  const query = new URLSearchParams({ theme: theme?.value ?? "" });
  NAMES.forEach((name, at) => query.set(name, fields[at].value));
  const answer = await fetch(`${panel.dataset.hubColours}?${query}`);
  if (answer.ok && latest()) show(await answer.json(), pickers);
}

if (panel && fields.every(Boolean)) {
  const pickers = fields.map(addPicker);
  let count = 0;
  let timer = 0;
  const soon = () => {
    count += 1;
    const mine = count;
    clearTimeout(timer);
    timer = setTimeout(() => ask(pickers, () => mine === count), WAIT_MILLISECONDS);
  };
  for (const field of [...fields, theme]) field?.addEventListener("input", soon);
  soon();
}
