"use strict";
/* The trails page. Text only ever enters the document as text nodes. */
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const { parties, collects, hops, trails, edges: edgeHops, category } = read("data");
  const nodeList = read("nodes");
  const edgeList = read("edges");
  const panel = byId("panel");
  const rows = [...document.querySelectorAll("tbody tr")];
  const name = (party) => parties[party].label;
  const weight = (item) => (item.match === "explicit" ? 0 : 1) + (item.certainty === "stated" ? 0 : 2);
  const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  /* The network, as pyvis made it. */
  const container = byId("mynetwork");
  container.style.height = `${container.dataset.height}px`;
  const nodes = new vis.DataSet(nodeList);
  const edges = new vis.DataSet(edgeList);
  const network = new vis.Network(container, { nodes, edges }, read("options"));
  window.network = network; // as in every page that pyvis makes
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
    const liveEdges = new Set([...liveHops].map((hop) => edgeOfHop.get(hop)));
    const liveNodes = new Set([...liveHops].flatMap((hop) => [hops[hop].sender, hops[hop].recipient]));
    edges.update(edgeList.map(({ id }) => ({ id, hidden: !liveEdges.has(id) })));
    nodes.update(nodeList.map(({ id }) => ({ id, hidden: !liveNodes.has(id) })));
    rows.forEach((row) => { row.hidden = !shown.has(Number(row.dataset.trail)); });
    byId("none").hidden = visible.length > 0;
    byId("shown").textContent =
      visible.length === trails.length ? "" : `${visible.length} of ${plural(trails.length, "trail")}`;
    overview();
    remember();
  }

  /* The address holds the filters, so that a view can be passed on. */
  const fields = ["search", "from", "match", "certainty", "hops"];

  function remember() {
    const state = new URLSearchParams(fields.filter(control).map((id) => [id, control(id)]));
    boxes.filter((box) => !box.checked).forEach((box) => state.append("without", box.value));
    history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    fields.filter((id) => byId(id) && state.has(id)).forEach((id) => { byId(id).value = state.get(id); });
    boxes.forEach((box) => { box.checked = !state.getAll("without").includes(box.value); });
  }

  /* Emphasis: everything but the chosen hops fades. */
  function emphasise(chosen) {
    const chosenEdges = new Set([...chosen].map((hop) => edgeOfHop.get(hop)));
    const ends = new Set([...chosen].flatMap((hop) => [hops[hop].sender, hops[hop].recipient]));
    edges.update(edgeList.map(({ id, color }) =>
      ({ id, color: { ...color, opacity: !chosen.size || chosenEdges.has(id) ? 1 : 0.12 } })));
    nodes.update(nodeList.map(({ id }) => ({ id, opacity: !chosen.size || ends.has(id) ? 1 : 0.25 })));
  }

  /* The side panel. */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }
  const badge = (text) => element("span", { class: `badge ${text}` }, text);
  const badges = (item) => element("span", { class: "badges" }, badge(item.match), " ", badge(item.certainty));

  function button(attributes, action, ...children) {
    const made = element("button", { type: "button", ...attributes }, ...children);
    made.addEventListener("click", action);
    return made;
  }

  function fill(chosen, ...children) {
    panel.replaceChildren(element("div", {}, ...children));
    emphasise(new Set(chosen));
  }
  const back = () => button({ class: "back" }, overview, "Close");

  function overview() {
    network.unselectAll();
    rows.forEach((row) => row.classList.remove("chosen"));
    const best = new Map();
    visible.map((i) => trails[i]).forEach((trail) => {
      if (!best.has(trail.to) || weight(trail) < weight(best.get(trail.to))) best.set(trail.to, trail);
    });
    const list = [...best.values()].sort((a, b) => weight(a) - weight(b) || name(a.to).localeCompare(name(b.to), "en"));
    fill([],
      element("h3", {}, `${list.length === 1 ? "1 party" : `${list.length} parties`} can end up with it`),
      element("p", { class: "source" }, "Choose a party here, a line or a box in the picture, or a trail in the table, "
        + "to read the words of the policies."),
      element("ul", {}, ...list.map((trail) => element("li", {},
        button({ class: "entry" }, () => party(trail.to), element("span", {}, name(trail.to)), badges(trail))))));
  }

  function fact(list, term, values) {
    if (values.length) list.append(element("dt", {}, term), element("dd", {}, values.join(", ")));
  }

  const source = (item, policy) =>
    [`Policy ${policy}`, item.section, `characters ${item.start}–${item.end}`].filter(Boolean).join(" · ");

  function hopEntry(index) {
    const hop = hops[index];
    const facts = element("dl", {});
    fact(facts, "Data", hop.data);
    if (hop.match === "broad" && hop.via) fact(facts, "Covers it as", [hop.via]);
    fact(facts, "Purposes", hop.purposes);
    fact(facts, "Conditions", hop.conditions);
    return element("div", { class: `hop ${hop.match} ${hop.certainty}` },
      element("h4", {}, `${name(hop.sender)} → ${name(hop.recipient)}`),
      badges(hop),
      hop.certainty === "possible"
        ? element("p", {}, `${name(hop.recipient)} is of the kind “${name(hop.sender)}”, so the data may reach it. Its words:`)
        : "",
      ...(hop.quote
        ? [element("blockquote", {}, hop.quote), element("p", { class: "source" }, source(hop, hop.policy))]
        : [element("p", { class: "source" }, "No words of the policy: its metadata file says so.")]),
      hop.certainty === "stated" ? facts : "",
      ...hop.denials.map((denial) => element("div", { class: "denial" },
        element("b", {}, denial.action === "sell" ? "But the policy denies selling:" : "But the policy denies sharing:"),
        element("blockquote", {}, denial.quote),
        element("p", { class: "source" }, source(denial, hop.policy)
          + (denial.conditions.length ? ` · ${denial.conditions.join(", ")}` : "")))));
  }

  function line(id) {
    const chosen = edgeHops[edgeList.findIndex((edge) => edge.id === id)].filter((hop) => liveHops.has(hop));
    const { sender, recipient, certainty } = hops[chosen[0]];
    fill(chosen, back(), element("h3", {}, `${name(sender)} → ${name(recipient)}`),
      element("p", { class: "source" }, certainty === "stated" ? plural(chosen.length, "statement") : "A possible hop"),
      ...chosen.map(hopEntry));
  }

  function party(id) {
    const live = [...liveHops];
    const from = live.filter((hop) => hops[hop].recipient === id);
    const to = live.filter((hop) => hops[hop].sender === id);
    const reaching = visible.filter((i) => trails[i].to === id);
    const several = (list, heading, other) => (list.length ? [
      element("h4", {}, heading),
      element("ul", {}, ...[...new Set(list.map((hop) => edgeOfHop.get(hop)))].map((edge) => {
        const hop = hops[list.find((each) => edgeOfHop.get(each) === edge)];
        return element("li", {}, button({ class: "entry" }, () => line(edge),
          element("span", {}, name(hop[other])), badges(hop)));
      }))] : []);
    const kind = { provider: "Provider", kind: "Kind of recipient", organisation: "Named organisation" }[parties[id].kind];
    const collecting = { explicit: "Its policy names it among what it collects.",
      broad: "Its policy names something wider among what it collects.",
      none: "Its policy does not say that it collects it." }[collects[id]] || "";
    network.selectNodes([id], false);
    fill([...from, ...to], back(), element("h3", {}, name(id)),
      element("p", { class: "source" }, `${kind}. ${plural(reaching.length, "trail")} of ${category} reach${reaching.length === 1 ? "es" : ""} it. ${collecting}`),
      ...several(from, "Gets it from", "sender"), ...several(to, "Passes it on to", "recipient"),
      ...(from.length ? [element("h4", {}, "In the policies’ words")] : []), ...from.map(hopEntry));
  }

  function trail(index) {
    const chosen = trails[index];
    rows.forEach((row) => row.classList.toggle("chosen", Number(row.dataset.trail) === index));
    network.unselectAll();
    fill(chosen.hops, back(), element("h3", {}, `${name(chosen.from)} to ${name(chosen.to)}`),
      element("p", {}, badges(chosen)), ...chosen.hops.map(hopEntry));
  }

  /* What people do. */
  network.on("click", (event) => {
    if (event.nodes.length) party(event.nodes[0]);
    else if (event.edges.length) line(event.edges[0]);
    else overview();
  });
  container.addEventListener("dblclick", () => fit());
  const form = byId("filters");
  form.addEventListener("input", filter);
  form.addEventListener("change", () => fit()); /* once it is chosen or typed, not at every letter */
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); fit(); }));
  document.querySelector("tbody").addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (!row || !event.target.closest(".show")) return;
    trail(Number(row.dataset.trail));
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select");
    if (event.key === "Escape") overview();
    if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
  });

  document.querySelectorAll("thead button").forEach((head) => head.addEventListener("click", () => {
    const cell = head.closest("th");
    const direction = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    document.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    cell.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const text = (row) => row.cells[Number(head.dataset.column)].textContent.trim();
    rows.sort((a, b) => direction * text(a).localeCompare(text(b), "en"));
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
  filter();
  fit();
})();
