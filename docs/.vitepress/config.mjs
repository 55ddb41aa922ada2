import { createMarkdownRenderer, defineConfig } from "vitepress";
import { editUrl, siteUrl } from "../../scripts/site/addresses.mjs";
import { codeTitles, docs, drawings, linksToSources, renderForSearch, slug } from "./markdown.mjs";
import { navigation, sidebar } from "./sidebar.mjs";

const base = new URL(siteUrl).pathname;

const markdown = {
  anchor: { slugify: slug },
  toc: { slugify: slug },
  preConfig: (markdown) => markdown.use(linksToSources).use(drawings),
  config: (markdown) => markdown.use(codeTitles),
  theme: { light: "github-light-high-contrast", dark: "github-dark-default" },
};

// Makes the one renderer that VitePress keeps. Its builds for browser and server, which run at the same time, would each apply all plugins
// to it, and wrap each block of code twice (2.0.0-alpha.20).
await createMarkdownRenderer(docs, markdown, base);

export default defineConfig({
  title: "Galaxy Kit",
  description: "A TypeScript framework for GOG GALAXY 2.x integrations",
  lang: "en-US",
  base,
  cleanUrls: true,
  // Dates from Git would need the history, which CI does not fetch, and a process for each page.
  lastUpdated: false,
  srcExclude: ["node_modules/**", "test/**"],
  head: [
    ["meta", { name: "theme-color", content: "#5b42d6" }],
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}icon.svg` }],
  ],
  markdown,
  themeConfig: {
    nav: navigation,
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        detailedView: "auto",
        _render: renderForSearch,
        miniSearch: {
          // Names such as push_cache and GALAXY_KIT_BROWSER are one word. VitePress sends these functions to the browser as text.
          options: { tokenize: (text) => text.split(/[^\p{L}\p{N}_]+/u) },
          searchOptions: {
            fuzzy: 0.2,
            prefix: true,
            boost: { title: 4, text: 2, titles: 1 },
            // Who searches has a task; the API reference is for those who know the name.
            boostDocument: (id) => (id.includes("/reference/api/") ? 0.4 : 1),
          },
        },
      },
    },
    socialLinks: [{ icon: "github", link: "https://github.com/galaxy-kit/galaxy-kit" }],
    editLink: { pattern: editUrl("docs/:path"), text: "Edit this page" },
    externalLinkIcon: true,
  },
});
