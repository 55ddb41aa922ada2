/**
 * The script of every page: buttons that open and copy addresses, and what other windows do. Pages also work without it. In plain
 * JavaScript without the newest features, since the browser of a login window may be old.
 */
export const SCRIPT = `"use strict";
const byId = (id) => document.getElementById(id);

const say = (button, text) => { button.closest(".buttons").querySelector("[role=status]").textContent = text; };

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", async () => {
    const opened = await fetch(button.dataset.open, { method: "POST" }).then((response) => response.ok, () => false);
    say(button, opened ? "Opened in your browser." : "No browser could be opened. Copy the address instead.");
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const address = byId(button.dataset.copy);
    address.select();
    const copied = await navigator.clipboard.writeText(address.value).then(() => true, () => false) || document.execCommand("copy");
    say(button, copied ? "Copied." : "Press Ctrl+C to copy the selected address.");
  });
}

/** Ends once another window has led this one on, or the integration has ended. */
async function waitForNews(count) {
  try {
    const news = await (await fetch("news?since=" + count)).json();
    if (news.goTo) { location.replace(news.goTo); return; }
    byId("news").textContent = news.message;
    void waitForNews(news.count);
  } catch {
    // Also when the page is left.
    setTimeout(() => { byId("lost").hidden = false; }, 1000);
  }
}

const known = document.querySelector("main").dataset.news;
if (known !== undefined) void waitForNews(known);
`;
