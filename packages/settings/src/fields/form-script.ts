/**
 * The script of a form. The form also works without it; it adds rows to lists, shows the files of this computer, and says what is going
 * on. In plain JavaScript without the newest features, since the browser of a login window may be old.
 */
export const FORM_SCRIPT = `"use strict";
const form = document.querySelector("form[method=post]");

const summary = byId("summary");
if (summary) summary.focus();

watchChanges();
enableLists();
enableChooser();

function watchChanges() {
  let changed = form.hasAttribute("data-changed");
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("click", (event) => { if (event.target.matches("[data-remove]")) changed = true; });
  form.addEventListener("submit", () => {
    changed = false;
    // Not at once: a disabled button is not part of what is sent.
    setTimeout(() => { form.querySelector("[type=submit]").disabled = true; });
    byId("progress").textContent = form.dataset.progress;
  });
  addEventListener("beforeunload", (event) => {
    if (!changed) return;
    event.preventDefault();
    event.returnValue = "";
  });
  // The browser may show the page again as it was left.
  addEventListener("pageshow", () => {
    form.querySelector("[type=submit]").disabled = false;
    byId("progress").textContent = "";
  });
}

function enableLists() {
  for (const list of form.querySelectorAll("fieldset ol")) {
    const fieldset = list.closest("fieldset");
    const add = fieldset.querySelector("[data-add]");
    const template = list.lastElementChild.cloneNode(true);
    // Without a script, the empty row at the end is the way to add one.
    if (list.children.length > 1) list.lastElementChild.remove();
    const number = () => [...list.children].forEach((row, index) => {
      for (const part of row.querySelectorAll("[aria-label]")) {
        part.setAttribute("aria-label", part.getAttribute("aria-label").replace(/(entry|file|folder) \\d+/, "$1 " + (index + 1)));
      }
    });
    add.hidden = false;
    add.addEventListener("click", () => {
      const row = template.cloneNode(true);
      reveal(row);
      list.append(row);
      number();
      row.querySelector("input").focus();
    });
    list.addEventListener("click", (event) => {
      if (!event.target.matches("[data-remove]")) return;
      const row = event.target.closest("li");
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      number();
      (next ? next.querySelector("input") : add).focus();
    });
  }
  reveal(form);
}

function reveal(part) {
  for (const button of part.querySelectorAll("[data-browse], [data-remove]")) button.hidden = false;
}

function enableChooser() {
  const chooser = byId("chooser");
  if (!chooser) return;
  let input;
  let kind;
  let folder = "";
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-browse]");
    if (!button) return;
    kind = button.dataset.browse;
    input = button.parentElement.querySelector("input");
    byId("chooser-title").textContent = "Choose a " + kind;
    byId("chooser-choose").hidden = kind === "file";
    chooser.showModal();
    void show(input.value, true);
  });
  byId("chooser-cancel").addEventListener("click", () => chooser.close());
  byId("chooser-choose").addEventListener("click", () => choose(folder));
  chooser.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void show(byId("chooser-path").value, false);
  });
  chooser.addEventListener("close", () => { if (input) input.focus(); });

  function choose(path) {
    input.value = path;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    chooser.close();
  }

  async function show(path, isStart) {
    const query = new URLSearchParams({ path, kind, start: isStart ? "1" : "" });
    let listing;
    try {
      listing = await (await fetch("folder?" + query)).json();
    } catch {
      listing = { problem: "This folder cannot be shown." };
    }
    byId("chooser-status").textContent = listing.problem || "";
    if (listing.problem) return;
    if (listing.file) { choose(listing.file); return; }
    folder = listing.path;
    byId("chooser-path").value = folder;
    byId("chooser-choose").disabled = folder === "";
    const entries = [
      ...(listing.parent === undefined ? [] : [entry("↑ Up", () => show(listing.parent, false))]),
      ...listing.folders.map(({ name, path }) => entry(/[\\\\/]$/.test(name) ? name : name + "/", () => show(path, false))),
      ...listing.files.map(({ name, path }) => entry(name, () => choose(path))),
    ];
    byId("chooser-entries").textContent = "";
    byId("chooser-entries").append(...entries);
    if (entries.length === 0) byId("chooser-status").textContent = "This folder is empty.";
    else entries[0].firstChild.focus();
  }

  function entry(name, action) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", action);
    item.append(button);
    return item;
  }
}
`;
