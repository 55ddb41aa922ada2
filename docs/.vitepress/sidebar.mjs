import { apiSections } from "../../scripts/site/api-reference.mjs";

const page = (text, link) => ({ text, link });

export const navigation = [
  page("Guides", "/guides/"),
  page("Reference", "/reference/decorators"),
  page("Help", "/help/faults"),
];

/** One sidebar for all pages, in the order in which an author needs them. */
export const sidebar = [
  {
    text: "Guides",
    items: [page("Overview", "/guides/"), page("Coming from Python", "/guides/from-python")],
  },
  {
    text: "Reference",
    collapsed: true,
    items: [
      page("Decorators", "/reference/decorators"),
      page("Logins", "/reference/logins"),
      page("Calls to a backend", "/reference/http"),
      page("Sources", "/reference/sources"),
      page("Launching and running games", "/reference/launching"),
      page("Game time", "/reference/game-time"),
      page("Libraries in folders", "/reference/folder-library"),
      page("Settings", "/reference/settings"),
      page("State and caches", "/reference/state"),
      page("Files of other programs", "/reference/files-of-programs"),
      page("Daemons of launchers", "/reference/daemons"),
      page("Test kit", "/reference/testing"),
      page("Scenarios", "/reference/scenarios"),
      page("Simulated client", "/reference/console"),
      page("Packages and installation", "/reference/shipping"),
      page("Environment, files, exit codes", "/reference/environment"),
      page("Diagnostics", "/reference/diagnostics"),
      page("Glossary", "/reference/glossary"),
    ],
  },
  {
    text: "API reference",
    collapsed: true,
    items: [page("Packages", "/reference/api/"), ...apiSections().map(apiSection)],
  },
  {
    text: "Help",
    items: [page("What happens on a failure", "/help/faults")],
  },
  {
    text: "Background",
    collapsed: true,
    items: [
      page("Architecture", "/explanation/architecture"),
      page("Defects that cannot be written", "/explanation/defects"),
      page("Performance", "/explanation/performance"),
    ],
  },
];

function apiSection({ name, groups }) {
  return {
    text: name,
    link: `/reference/api/${name}/`,
    collapsed: true,
    items: groups.map(({ short, slug }) => page(short, `/reference/api/${name}/${slug}`)),
  };
}
