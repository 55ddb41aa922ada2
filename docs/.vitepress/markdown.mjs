import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceUrl } from "../../scripts/site/addresses.mjs";

/** The folder of the pages. */
export const docs = fileURLToPath(new URL("..", import.meta.url));

/** Returns the anchor of a heading as GitHub does, so that a link works there and on the site. */
export function slug(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** Links to files outside of docs lead to GitHub: the same Markdown is read there, where the file is. */
export function linksToSources(markdown) {
  markdown.core.ruler.push("links to sources", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : undefined;
      if (!href?.startsWith(".")) continue;
      const [path, anchor] = href.split("#");
      const target = posix.join("docs", posix.dirname(env.relativePath), path);
      if (target.startsWith("docs/")) continue;
      token.attrSet("href", sourceUrl(target.replace(/\/$/, "")) + (anchor ? `#${anchor}` : ""));
    }
  });
}

/** An SVG becomes part of the page, so that it has the colors of the theme. On GitHub, it is an image with its own. */
export function drawings(markdown) {
  const image = markdown.renderer.rules.image;
  markdown.renderer.rules.image = (tokens, index, options, env, self) => {
    const source = tokens[index].attrGet("src");
    if (!source.endsWith(".svg")) return image(tokens, index, options, env, self);
    const svg = readFileSync(join(docs, dirname(env.relativePath), source), "utf8");
    const label = markdown.utils.escapeHtml(tokens[index].content);
    const inline = svg
      .replace(/<style>.*?<\/style>\s*/s, "")
      .replace("<svg ", `<svg role="img" aria-label="${label}" `);
    // A blank line would end the HTML of a Markdown block.
    return `<span class="drawing">${inline.replace(/\n\s*/g, "")}</span>`;
  };
}

/** Shows the name of a file in the info string of its code: ```ts [src/main.ts]. */
export function codeTitles(markdown) {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (...args) => {
    const [tokens, index] = args;
    const [, title] = /\[(.+)\]/.exec(tokens[index].info) ?? [];
    const code = fence(...args);
    return title ? `<div class="titled-code"><p>${markdown.utils.escapeHtml(title)}</p>${code}</div>` : code;
  };
}

/** VitePress puts in the place of `<!--@include: path-->` what is there, but not for the search. */
const withIncludes = (source, page) =>
  source.replaceAll(/<!--@include: (.+?)-->/g, (_comment, path) =>
    readFileSync(join(docs, dirname(page), path), "utf8"),
  );

/** Renders a page for the search index, which needs the words of code and not their colors: these take a third of the build's time. */
export function renderForSearch(source, env, markdown) {
  const { highlight } = markdown.options;
  markdown.options.highlight = null;
  try {
    return markdown.render(withIncludes(source, env.relativePath), env);
  } finally {
    markdown.options.highlight = highlight;
  }
}
