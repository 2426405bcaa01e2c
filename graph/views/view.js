"use strict";
/* The page of trails. */
(() => {
  const { parties, collects, hops, trails, edges: edgeHops, category, sources } = read("data");
  const nodeList = read("nodes");
  const edgeList = read("edges");
  const panel = byId("panel");
  const rows = [...document.querySelectorAll("tbody tr")];
  const name = (party) => parties[party].label;
  const weight = (item) => (item.match === "explicit" ? 0 : 1) + (item.certainty === "stated" ? 0 : 2);
  const order = new Intl.Collator("en").compare;
  const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  /* The network, as pyvis made it. */
  const container = byId("mynetwork");
  const narrow = Math.min(1, container.clientWidth / 1000); // the height was reckoned for a width of 1000 pixels
  container.style.height = `${Math.max(320, narrow * container.dataset.height)}px`;
  const nodes = new vis.DataSet(nodeList);
  const edges = new vis.DataSet(edgeList);
  const network = new vis.Network(container, { nodes, edges }, read("options"));
  window.network = network; // as in every page that pyvis makes
  const frame = container.firstElementChild; // what the keyboard's focus can stop at
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", container.dataset.label);
  const edgeOfHop = new Map();
  edgeList.forEach((edge, i) => edgeHops[i].forEach((hop) => edgeOfHop.set(hop, edge.id)));

  /* What passes the filters. */
  const hopText = hops.map((hop) =>
    [name(hop.sender), name(hop.recipient), hop.quote, hop.policy, ...hop.data].join("\n").toLowerCase());
  const pair = (hop) => JSON.stringify([hop.sender, hop.recipient]);
  const control = (id) => (byId(id) ? byId(id).value : "");
  const boxes = [...document.querySelectorAll("#conditions input")];
  let visible = [];
  let liveHops = new Set();

  const is = (id, value) => !control(id) || control(id) === value;
  const needsBarred = (item, barred) => (item.conditionIds || item.conditions).some((each) => barred.has(each));

  function passes(trail, barred, words) {
    return is("from", trail.from) && is("match", trail.match) && is("certainty", trail.certainty)
      && (!control("hops") || trail.hops.length <= Number(control("hops")))
      && !needsBarred(trail, barred)
      && (!words || trail.hops.some((hop) => hopText[hop].includes(words)));
  }

  function filter() {
    const barred = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    const words = control("search").trim().toLowerCase();
    visible = trails.flatMap((trail, i) => (passes(trail, barred, words) ? [i] : []));
    const shown = new Set(visible);
    liveHops = new Set(visible.flatMap((i) => trails[i].hops));
    /* Further flows go with the trails' hop between the same parties. */
    const pairs = new Set([...liveHops].map((hop) => pair(hops[hop])));
    hops.forEach((hop, i) => {
      if (hop.certainty === "stated" && pairs.has(pair(hop)) && is("match", hop.match) && !needsBarred(hop, barred)) {
        liveHops.add(i);
      }
    });
    rows.forEach((row) => { row.hidden = !shown.has(Number(row.dataset.trail)); });
    byId("none").hidden = visible.length > 0;
    byId("shown").textContent =
      visible.length === trails.length ? "" : `${visible.length} of ${plural(trails.length, "trail")}`;
    hint([...barred].map((condition) => `--without ${condition}`));
  }

  /* The page has the best trail of each provider to each party: what is second best only a new page can tell. */
  function hint(limits) {
    if (control("match") === "explicit") limits.push("--explicit");
    if (control("hops")) limits.push(`--max-hops ${control("hops")}`);
    byId("hint").hidden = !limits.length || visible.length === trails.length;
    byId("hint").textContent = "This page holds the best trail from each provider to each party. Where a filter hides it, "
      + `another may remain: to see it, make the page with “policytrail view” and ${limits.join(" ")}.`;
  }

  /* The address holds the filters and what is chosen, so that a view can be passed on; Back undoes a choice. */
  const fields = ["search", "from", "match", "certainty", "hops"];

  function remember(key, write) {
    const state = new URLSearchParams(fields.filter(control).map((id) => [id, control(id)]));
    boxes.filter((box) => !box.checked).forEach((box) => state.append("without", box.value));
    key.forEach((part) => state.append("show", part));
    if (`#${state}` !== (location.hash || "#")) write.call(history, null, "", `#${state}`);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    fields.filter(byId).forEach((id) => put(byId(id), state.get(id)));
    boxes.forEach((box) => { box.checked = !state.getAll("without").includes(box.value); });
    filter();
    open(state.getAll("show"));
  }

  /* What no filter leaves is hidden, and everything but the chosen hops fades. The picture is drawn once. */
  const ends = (some) => new Set([...some].flatMap((hop) => [hops[hop].sender, hops[hop].recipient]));
  const edgesOf = (some) => new Set([...some].map((hop) => edgeOfHop.get(hop)));
  const drawn = new Map();

  function draw(chosen) {
    const changed = (list, live, lit, look) => list.flatMap((item) => {
      const hidden = !live.has(item.id);
      const faded = chosen.size > 0 && !lit.has(item.id);
      const state = `${hidden} ${faded}`;
      if (drawn.get(item.id) === state) return [];
      drawn.set(item.id, state);
      return [{ id: item.id, hidden, ...look(item, faded) }];
    });
    const { emitter } = network.body;
    emitter.emit("_blockRedraw");
    edges.update(changed(edgeList, edgesOf(liveHops), edgesOf(chosen),
      ({ color }, faded) => ({ color: { ...color, opacity: faded ? 0.12 : 1 } })));
    nodes.update(changed(nodeList, ends(liveHops), ends(chosen), (_, faded) => ({ opacity: faded ? 0.25 : 1 })));
    emitter.emit("_allowRedraw");
    emitter.emit("_requestRedraw");
  }

  /* The side panel. */
  const badge = (text) => element("span", { class: `badge ${text}` }, text);
  const badges = (item) => element("span", { class: "badges" }, badge(item.match), " ", badge(item.certainty));

  function fill(chosen, ...children) {
    const focused = panel.contains(document.activeElement);
    panel.replaceChildren(element("div", {}, ...children));
    if (focused) panel.focus({ preventScroll: true });
    draw(new Set(chosen));
  }

  function unselect() {
    if (network.getSelectedNodes().length || network.getSelectedEdges().length) network.unselectAll();
    rows.forEach((row) => row.classList.remove("chosen"));
  }

  /* What can be chosen, by a key: a party by its id, a trail by its two ends, a line by what `lineKey` gives. */
  const lineKey = ({ sender, recipient, certainty, match }) => [sender, recipient, certainty, match];
  let opener = null; // the button that the focus goes back to

  function choose(key, from = null) {
    opener = from;
    open(key);
    remember(key, history.pushState);
  }

  function open(key) {
    const same = (other) => JSON.stringify(other) === JSON.stringify(key);
    const number = visible.find((i) => same([trails[i].from, trails[i].to]));
    const hop = [...liveHops].find((i) => same(lineKey(hops[i])));
    unselect();
    if (key.length === 1 && ends(liveHops).has(key[0])) party(key[0]);
    else if (number !== undefined) trail(number);
    else if (hop !== undefined) line(edgeOfHop.get(hop));
    else overview();
  }

  function close() {
    const last = opener;
    choose([]);
    if (last) last.focus();
  }
  const heading = (...parts) => element("h2", {}, ...parts);
  const bdi = (id) => element("bdi", {}, name(id)); // a name keeps its direction to itself
  const back = () => button({ class: "back" }, close, "Close");

  function overview() {
    const best = new Map();
    visible.map((i) => trails[i]).forEach((trail) => {
      if (!best.has(trail.to) || weight(trail) < weight(best.get(trail.to))) best.set(trail.to, trail);
    });
    const list = [...best.values()].sort((a, b) => weight(a) - weight(b) || order(name(a.to), name(b.to)));
    fill([],
      heading(`${list.length === 1 ? "1 party" : `${list.length} parties`} can end up with ${category}`),
      element("p", { class: "source" }, list.length ? "Choose a party here, a line or a box in the picture, or a trail in "
        + "the table, to read the words of the policies." : byId("none").textContent),
      element("ul", {}, ...list.map((trail) => element("li", {},
        button({ class: "entry" }, () => choose([trail.to]), bdi(trail.to), badges(trail))))));
  }

  function fact(list, term, values) {
    if (values.length) list.append(element("dt", {}, term), element("dd", {}, values.join(", ")));
  }

  const said = (item, policy, after) => words(item, sources[policy] || policy, `Policy ${policy} · `, after);

  function hopEntry(index) {
    const hop = hops[index];
    const facts = element("dl", {});
    fact(facts, "Data", hop.data);
    if (hop.match === "broad" && hop.via) fact(facts, "Covers it as", [hop.via]);
    fact(facts, "Purposes", hop.purposes);
    fact(facts, "Conditions", hop.conditions);
    return element("div", { class: `hop ${hop.match} ${hop.certainty}` },
      element("h3", {}, bdi(hop.sender), " → ", bdi(hop.recipient)),
      badges(hop),
      hop.certainty === "possible"
        ? element("p", {}, bdi(hop.recipient), ` is one of the ${name(hop.sender)}, so the data may reach it. Its words:`)
        : "",
      ...(hop.quote ? said(hop, hop.policy)
        : [element("p", { class: "source" }, "No words of the policy: its metadata file says so.")]),
      hop.certainty === "stated" ? facts : "",
      ...hop.denials.map((denial) => element("div", { class: "denial" },
        element("b", {}, `${denial.contradicts ? "Contradicted: the same" : "But also: the same"} policy denies ${denial.doing.join(" and ")}:`),
        ...said(denial, hop.policy, denial.conditions.length ? ` · ${denial.conditions.join(", ")}` : ""))));
  }

  function line(id) {
    const chosen = edgeHops[edgeList.findIndex((edge) => edge.id === id)].filter((hop) => liveHops.has(hop));
    const { sender, recipient, certainty } = hops[chosen[0]];
    fill(chosen, back(), heading(bdi(sender), " → ", bdi(recipient)),
      element("p", { class: "source" }, certainty === "stated" ? plural(chosen.length, "statement") : "A possible hop"),
      ...chosen.map(hopEntry));
  }

  function party(id) {
    const live = [...liveHops];
    const from = live.filter((hop) => hops[hop].recipient === id);
    const to = live.filter((hop) => hops[hop].sender === id);
    const reaching = visible.filter((i) => trails[i].to === id);
    const several = (list, title, other) => (list.length ? [
      element("h3", {}, title),
      element("ul", {}, ...[...new Set(list.map((hop) => edgeOfHop.get(hop)))].map((edge) => {
        const hop = hops[list.find((each) => edgeOfHop.get(each) === edge)];
        return element("li", {},
          button({ class: "entry" }, () => choose(lineKey(hop)), bdi(hop[other]), badges(hop)));
      }))] : []);
    const kind = { provider: "Provider", kind: "Kind of recipient", organisation: "Named organisation" }[parties[id].kind];
    const collecting = { explicit: `Its policy names ${category}, or a part, among what it collects.`,
      broad: `Its policy names something wider than ${category} among what it collects.`,
      none: `Its policy does not say that it collects ${category}.` }[collects[id]] || "";
    network.selectNodes([id], false);
    fill([...from, ...to], back(), heading(bdi(id)),
      element("p", { class: "source" }, `${kind}. ${plural(reaching.length, "trail")} of ${category} reach${reaching.length === 1 ? "es" : ""} it. ${collecting}`),
      ...several(from, "Gets it from", "sender"), ...several(to, "Passes it on to", "recipient"),
      ...(from.length ? [element("h3", {}, "In the policies’ words")] : []), ...from.map(hopEntry));
  }

  function trail(index) {
    const chosen = trails[index];
    rows.forEach((row) => row.classList.toggle("chosen", Number(row.dataset.trail) === index));
    fill(chosen.hops, back(), heading(bdi(chosen.from), " to ", bdi(chosen.to)),
      element("p", {}, badges(chosen)), ...chosen.hops.map(hopEntry));
  }

  /* What people do. */
  network.on("click", (event) => {
    if (event.nodes.length) choose([event.nodes[0]]);
    else if (event.edges.length) {
      const edge = edgeHops[edgeList.findIndex(({ id }) => id === event.edges[0])];
      choose(lineKey(hops[edge[0]]));
    } else choose([]);
  });
  container.addEventListener("dblclick", () => fit());
  /* The wheel scrolls the page, and with Ctrl, as a pinch is told, zooms the picture. */
  container.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  const form = byId("filters");
  const refilter = () => { filter(); open([]); remember([], history.replaceState); };
  form.addEventListener("input", refilter);
  form.addEventListener("change", () => fit()); /* once it is chosen or typed, not at every letter */
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { refilter(); fit(); }));
  window.addEventListener("popstate", () => {
    const before = visible.join();
    opener = null;
    recall();
    if (visible.join() !== before) fit();
  });
  document.querySelector("tbody").addEventListener("click", (event) => {
    const shown = event.target.closest(".show");
    if (!shown) return;
    const { from, to } = trails[Number(shown.closest("tr").dataset.trail)];
    choose([from, to], shown);
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select");
    if (event.key === "Escape") close();
    if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
  });

  document.querySelectorAll("thead button").forEach((head) => head.addEventListener("click", () => {
    const cell = head.closest("th");
    const direction = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    document.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    cell.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const text = new Map(rows.map((row) => [row, row.cells[Number(head.dataset.column)].textContent.trim()]));
    rows.sort((a, b) => direction * order(text.get(a), text.get(b)));
    document.querySelector("tbody").append(...rows);
  }));

  const fit = () => network.fit({ nodes: nodes.getIds({ filter: (node) => !node.hidden }), maxZoomLevel: 1 });
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  byId("fit").addEventListener("click", fit);
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("png").addEventListener("click", () => {
    const drawn = container.querySelector("canvas");
    const picture = document.createElement("canvas");
    const margin = Math.round(drawn.width / 24);
    picture.width = drawn.width;
    picture.height = drawn.height + margin;
    const pen = picture.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, picture.width, picture.height);
    pen.drawImage(drawn, 0, margin);
    pen.fillStyle = "#16222c";
    pen.font = `600 ${Math.round(margin / 2.2)}px sans-serif`;
    pen.fillText(document.title, margin / 2, margin / 1.4);
    element("a", { href: picture.toDataURL("image/png"), download: "trails.png" }).click();
  });

  recall();
  fit();
})();
