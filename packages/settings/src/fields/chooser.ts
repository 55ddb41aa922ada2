import { html } from "../page/html.js";
import type { Responder } from "../page/local-page.js";
import { browse } from "./browse.js";

/** Shows the files and folders of this computer, since a web page cannot learn paths from the browser's own dialog. */
export const chooser = html`<dialog id="chooser" aria-labelledby="chooser-title">
  <h2 id="chooser-title">Choose</h2>
  <form method="dialog" class="row">
    <label for="chooser-path">Folder</label>
    <input id="chooser-path" type="text" autocomplete="off" spellcheck="false" />
    <button type="submit" id="chooser-go">Go</button>
  </form>
  <p id="chooser-status" role="status"></p>
  <ul id="chooser-entries"></ul>
  <p class="buttons">
    <button type="button" id="chooser-choose" class="main">Choose this folder</button>
    <button type="button" id="chooser-cancel">Cancel</button>
  </p>
</dialog>`;

/** Responds with the content of a folder. */
export const showFolder: Responder = async (visit) => {
  const { query } = visit;
  const options = { withFiles: query.get("kind") === "file", isStart: query.get("start") === "1" };
  try {
    visit.sendJson(await browse(query.get("path") ?? "", options));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    visit.sendJson({
      problem: code === undefined ? message : (FILE_ERRORS[code] ?? `This folder cannot be shown (${code}).`),
    });
  }
};

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "This folder does not exist.",
  ENOTDIR: "This is not a folder.",
  EACCES: "You may not open this folder.",
  EPERM: "You may not open this folder.",
};
