"use strict";
/* What both pages need. Text only ever enters the document as text nodes. */
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function button(attributes, action, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", action);
  return made;
}

/* Sets a field to what an address says; a choice that there is not becomes the first one. */
function put(field, value) {
  field.value = value || "";
  if (field.selectedIndex === -1) field.selectedIndex = 0;
}

/* Words of a policy and their place, and a button that copies both as a citation of `source`. */
function words({ quote, section, start, end }, source, before = "", after = "") {
  const place = [section, `characters ${start}–${end}`].filter(Boolean);
  const copy = button({ class: "copy" }, () =>
    navigator.clipboard.writeText(`“${quote}” (${[source, ...place].join(", ")})`)
      .then(() => { copy.textContent = "Copied"; }, () => { copy.textContent = "Copying is not allowed here"; }),
  "Copy citation");
  return [element("blockquote", {}, `“${quote}”`),
    element("p", { class: "source" }, before + place.join(" · ") + after, copy)];
}
