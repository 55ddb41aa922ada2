import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace.mjs";
import { siteUrl } from "./addresses.mjs";

const output = join(root, "docs/.vitepress/dist");
const base = new URL(siteUrl).pathname;

/**
 * Returns a line for each link that leads to a page or an anchor that does not exist: between the pages of the built site, and from the
 * Markdown in the rest of the repository to the site.
 */
export function brokenLinks() {
  const pages = readPages();
  const fromPages = [...pages].flatMap(([page, { file, links }]) =>
    links.filter((link) => !exists(link, file, pages)).map((link) => `${page}: ${link}`),
  );
  const fromRepository = markdownOutside().flatMap((file) =>
    linksToSite(readFileSync(join(root, file), "utf8"))
      .filter((link) => !exists(link, "", pages))
      .map((link) => `${file}: ${link}`),
  );
  return [...fromPages, ...fromRepository];
}

/** Returns the pages that the search does not find: VitePress leaves out what it could not render for it, without a word. */
export function unsearchablePages() {
  const chunks = join(output, "assets/chunks");
  const index = readdirSync(chunks).find((name) => name.startsWith("@localSearchIndex"));
  const text = readFileSync(join(chunks, index), "utf8");
  const isFound = (page) => [`"/${page}#`, `"/${page}/#`].some((id) => text.includes(id));
  // A page without a heading, such as the first one, has nothing to find.
  return [...readPages()].filter(([page, { hasHeading }]) => hasHeading && !isFound(page)).map(([page]) => page);
}

/** Returns the anchors and the links of each page, by its path on the site. */
function readPages() {
  const files = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  return new Map(
    files.map((file) => {
      const html = readFileSync(join(output, file), "utf8");
      const path = file.replaceAll("\\", "/");
      return [
        withoutEnding(path),
        {
          file: path,
          hasHeading: /<h1 id=/.test(html),
          anchors: new Set(attributes(html, "id")),
          links: attributes(html, "href").filter(isInternal),
        },
      ];
    }),
  );
}

/** `reference/http.html` is shown as `reference/http`, and `reference/api/index.html` as `reference/api`. */
const withoutEnding = (path) => path.replace(/(?:(?:^|\/)index)?\.html$|\/$/, "");

function attributes(html, name) {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value]) => value.replaceAll("&amp;", "&"));
}

const isInternal = (link) => !/^(?:[a-z]+:|\/\/)/i.test(link);

/** Returns the paths on the site that a text links to, by the address of the site or by the file of a page. */
function linksToSite(markdown) {
  const addresses = markdown.matchAll(new RegExp(`${siteUrl}([^\\s)>\`"']*)`, "g"));
  const files = markdown.matchAll(/\]\((?:\.{1,2}\/)*docs\/([^)#\s]+)\.md(#[^)\s]+)?\)/g);
  return [
    ...[...addresses].map(([, path]) => `${base}${path}`),
    ...[...files].map(([, path, anchor = ""]) => `${base}${path}.html${anchor}`),
  ];
}

function exists(link, from, pages) {
  const url = new URL(link, `https://site.example${base}${from}`);
  if (!url.pathname.startsWith(base)) return false;
  const path = decodeURIComponent(url.pathname.slice(base.length));
  const target = pages.get(withoutEnding(path));
  if (!target) return existsSync(join(output, path));
  return url.hash === "" || target.anchors.has(decodeURIComponent(url.hash.slice(1)));
}

function markdownOutside() {
  const folders = [
    ".",
    ...["packages", "apps"].flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)),
  ];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  );
}
