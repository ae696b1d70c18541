/* Asks the server for the dates that result from the form, whenever one of its fields changes.
   The server renders them too, so that nothing is missing without this script. */
const PAUSE_MILLISECONDS = 400;
/* Fields that decide dates; anything else in the form does not. */
const DECIDING =
  /^(type|status|first_day|last_day|start_time|end_time|all_day|timezone|repeats|interval|weekdays|nths|until_on|count|exdates|rdates|skips_holidays|rrule|event_changes-.*)$/;
/* Which answers need which fields; the others are hidden, so that nobody fills them in vain. */
const NEEDED = {
  interval: ["daily", "weekly", "monthly_weekday", "monthly_day", "monthly_last", "yearly"],
  weekdays: ["weekly"],
  nths: ["monthly_weekday"],
  until_on: ["daily", "weekly", "monthly_weekday", "monthly_day", "monthly_last", "yearly"],
  skips_holidays: [
    "daily",
    "weekly",
    "monthly_weekday",
    "monthly_day",
    "monthly_last",
    "yearly",
    "custom",
  ],
  count: ["daily", "weekly", "monthly_weekday", "monthly_day", "monthly_last", "yearly"],
};

function show(form, name, isNeeded) {
  /* Not the fields of changed dates, which are called event_changes-0-start_time. */
  const field = form.elements[name];
  const input = field instanceof RadioNodeList ? field[0] : field;
  const panel = input?.closest(".w-panel__wrapper");
  if (panel) panel.hidden = !isNeeded;
}

function showNeeded(form) {
  const repeats = form.elements.repeats?.value;
  for (const [name, answers] of Object.entries(NEEDED)) {
    show(form, name, answers.includes(repeats));
  }
  for (const name of ["start_time", "end_time"]) {
    show(form, name, !form.elements.all_day?.checked);
  }
}

function start(panel) {
  const form = panel.closest("form");
  const shown = panel.querySelector("[data-events-dates-shown]");
  if (!form || !shown) return;
  let timer = 0;
  let newest = 0;

  async function refresh() {
    const asked = ++newest;
    const data = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (DECIDING.test(name) || name === "csrfmiddlewaretoken") data.append(name, value);
    }
    try {
      const answer = await fetch(panel.dataset.eventsDates, { method: "POST", body: data });
      if (answer.ok && asked === newest) shown.innerHTML = await answer.text();
    } catch {
      /* No connection: what is shown stays; saving says more. */
    }
  }

  function changed(event) {
    if (event.target.name && !DECIDING.test(event.target.name)) return;
    showNeeded(form);
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MILLISECONDS);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  showNeeded(form);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-events-dates]").forEach(start);
});
