import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { capture } from "../process.mjs";
import { root } from "../workspace.mjs";

const markdownIn = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".md"));
const generated = /^(?:node_modules|\.vitepress|reference[\\/]api)/;
const site = readdirSync(join(root, "docs"), { recursive: true })
  .filter((name) => name.endsWith(".md") && !generated.test(name))
  .map((name) => `docs/${name.replaceAll("\\", "/")}`);
const pages = [...markdownIn("."), ...site];
const read = (page) => readFileSync(join(root, page), "utf8");
const withoutCode = (text) => text.replace(/^```.*?^```/gms, "");

/** Returns the anchors that GitHub generates for the headings of a page. */
function anchors(page) {
  const headings = [...withoutCode(read(page)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("%s links to files and headings that exist", (page) => {
  const links = [...withoutCode(read(page)).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const broken = links.filter(([, path, anchor]) => {
    // Generated when the site is built, which checks its links.
    if (path.startsWith("/reference/api/")) return false;
    const target = path === "" ? page : join(dirname(page), decodeURI(path));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !anchors(target).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test.each(pages)("%s names files and folders that exist", (page) => {
  const named = [...withoutCode(read(page)).matchAll(/`([\w.-]+\/[\w./*-]*)`/g)].map(([, path]) => path);
  const ours = named.filter((path) =>
    /^(?:packages|apps|docs|scripts|api|\.ci|\.github|\.vscode|\.changeset)\//.test(path),
  );
  // A path inside a package may start with the name of the package: `kernel/src/wiring`.
  const short = named.filter((path) => /^(?!scripts|apps)[\w-]+\/(?:src|test|launcher|templates)(?:\/|$)/.test(path));
  const missing = [...ours, ...short.map((path) => `packages/${path}`)].filter((path) => !exists(path));
  expect(missing).toEqual([]);
});

test("the reference lists every environment variable", async () => {
  const { output } = await capture("git", ["grep", "-hoE", "\\bGALAXY_KIT_[A-Z_]+", "--", ".", ":!docs"]);
  const names = [...new Set(output.trim().split("\n"))];
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !read("docs/reference/environment.md").includes(name))).toEqual([]);
});

/** A `*` in the last part of a path stands for any characters. */
function exists(path) {
  if (!path.includes("*")) return existsSync(join(root, path));
  const [folder, name] = [dirname(path), path.slice(path.lastIndexOf("/") + 1)];
  const pattern = new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((entry) => pattern.test(entry));
}
