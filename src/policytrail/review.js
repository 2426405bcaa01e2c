"use strict";
/* The review page. */
(() => {
  const { source, statements } = read("data");
  const marks = [...document.querySelectorAll("mark")].map((mark) =>
    ({ mark, numbers: mark.dataset.s.split(" ").map(Number) }));
  const entries = byId("entries");
  const boxes = [...document.querySelectorAll("#actions input")];
  let visible = statements.map((_, i) => i);
  let chosen = [];

  /* A mark takes the look of the shortest statement that it belongs to and that is shown. */
  function paint() {
    const shown = new Set(visible);
    marks.forEach(({ mark, numbers }) => {
      const live = numbers.filter((n) => shown.has(n));
      const { action, polarity } = statements[live.length ? live[0] : numbers[0]];
      mark.className = [action, polarity, live.length > 1 ? "several" : "", live.length ? "" : "off",
        numbers.some((n) => chosen.includes(n)) ? "chosen" : ""].filter(Boolean).join(" ");
      if (mark.hasAttribute("role")) mark.tabIndex = live.length ? 0 : -1;
    });
  }

  function badges({ action, verb, polarity }) {
    return element("span", {}, element("span", { class: `badge ${action}` }, verb),
      ...(polarity === "deny" ? [" ", element("span", { class: "badge denied" }, "denied")] : []));
  }

  function card(number) {
    const statement = statements[number];
    return element("section", { class: "card", "aria-label": `Statement ${number + 1} of ${statements.length}` },
      badges(statement),
      ...words(statement, source),
      element("dl", {}, ...statement.fields.flatMap(([name, values]) =>
        [element("dt", {}, name), element("dd", {}, values.join(", "))])));
  }

  /* The statements of these numbers, or, if there are none, the list of all that pass the filters. */
  function show(numbers, { scroll = false } = {}) {
    const focused = entries.contains(document.activeElement) || document.activeElement === byId("close");
    chosen = numbers;
    paint();
    byId("close").hidden = !numbers.length;
    entries.setAttribute("aria-live", numbers.length ? "polite" : "off"); // a list is too long to be read out
    if (numbers.length) entries.replaceChildren(...numbers.map(card));
    else if (visible.length) entries.replaceChildren(...visible.map(entry));
    else entries.replaceChildren(element("p", { class: "source" }, "No statement matches the filters."));
    entries.scrollTop = 0;
    if (focused) entries.focus({ preventScroll: true });
    const found = scroll && marks.find((each) => each.numbers.includes(numbers[0]));
    if (found) {
      found.mark.scrollIntoView({ block: "center" });
      found.mark.focus({ preventScroll: true });
    }
    clearTimeout(writing); // not at every step of one who runs through the statements: browsers forbid it
    writing = setTimeout(remember, 100);
  }

  const entry = (number) => button({ class: "entry" }, () => show([number], { scroll: true }),
    badges(statements[number]), element("span", {}, statements[number].quote));

  /* The address holds the filters and what is shown, so that it can be passed on. */
  let writing;
  const fields = ["polarity", "concept"];

  function remember() {
    const state = new URLSearchParams(fields.filter((id) => byId(id).value).map((id) => [id, byId(id).value]));
    boxes.filter((box) => !box.checked).forEach((box) => state.append("without", box.value));
    chosen.forEach((number) => state.append("show", number + 1));
    if (`#${state}` !== (location.hash || "#")) history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    fields.forEach((id) => put(byId(id), state.get(id)));
    boxes.forEach((box) => { box.checked = !state.getAll("without").includes(box.value); });
    filter();
    const numbers = state.getAll("show").map((number) => Number(number) - 1);
    show(numbers.filter((number) => visible.includes(number)), { scroll: true });
  }

  function filter() {
    const actions = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const polarity = byId("polarity").value;
    const concept = byId("concept").value;
    visible = statements.flatMap((statement, i) => (actions.has(statement.action)
      && (!polarity || statement.polarity === polarity)
      && (!concept || statement.concepts.includes(concept)) ? [i] : []));
    byId("shown").textContent =
      visible.length === statements.length ? "" : `${visible.length} of ${statements.length} statements`;
    show([]);
  }

  function step(by) {
    if (!visible.length) return;
    const last = visible.indexOf(by > 0 ? chosen[chosen.length - 1] : chosen[0]);
    const start = last < 0 ? (by > 0 ? -1 : 0) : last;
    show([visible[(start + by + visible.length) % visible.length]], { scroll: true });
  }

  function open(mark) {
    const shown = new Set(visible);
    const numbers = mark.dataset.s.split(" ").map(Number).filter((n) => shown.has(n));
    if (numbers.length) show(numbers);
  }

  byId("text").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) open(mark);
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const mark = event.target.closest("mark");
    if (mark) open(mark);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "Escape") show([]);
  });
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("close").addEventListener("click", () => show([]));
  const form = byId("filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  window.addEventListener("popstate", recall);
  recall();
})();
