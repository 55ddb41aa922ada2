import { defineConfig } from "vitepress";
import { sourceUrl } from "../../scripts/site/addresses.mjs";
import { codeTitles, drawings, linksToSources, slug } from "./markdown.mjs";
import { navigation, sidebar } from "./sidebar.mjs";

export default defineConfig({
  title: "Galaxy Kit",
  description: "A TypeScript framework for GOG GALAXY 2.x integrations",
  lang: "en-US",
  base: "/galaxy-kit/",
  cleanUrls: true,
  // Dates from Git would need the history, which CI does not fetch, and a process for each page.
  lastUpdated: false,
  srcExclude: ["node_modules/**", "test/**"],
  head: [["meta", { name: "theme-color", content: "#5b42d6" }]],
  markdown: {
    anchor: { slugify: slug },
    toc: { slugify: slug },
    preConfig: (markdown) => markdown.use(linksToSources).use(drawings),
    config: (markdown) => markdown.use(codeTitles),
    theme: { light: "github-light-high-contrast", dark: "github-dark-default" },
  },
  themeConfig: {
    nav: navigation,
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: "local", options: { detailedView: "auto" } },
    socialLinks: [{ icon: "github", link: "https://github.com/galaxy-kit/galaxy-kit" }],
    editLink: { pattern: sourceUrl("docs/:path"), text: "Edit this page" },
    externalLinkIcon: true,
  },
});
