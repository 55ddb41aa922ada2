import { apiSections } from "../../scripts/site/api-reference.mjs";

const page = (text, link) => ({ text, link });

export const navigation = [
  page("Tutorial", "/tutorial/"),
  page("Guides", "/guides/"),
  page("Reference", "/reference/decorators"),
  page("API", "/reference/api/"),
  page("Help", "/help/troubleshooting"),
];

/** One sidebar for all pages, in the order in which an author needs them. */
export const sidebar = [
  {
    text: "Tutorial",
    collapsed: false,
    items: [
      page("A shop in GALAXY", "/tutorial/"),
      page("1. Create a project", "/tutorial/create"),
      page("2. Log in", "/tutorial/login"),
      page("3. Import the library", "/tutorial/library"),
      page("4. Play", "/tutorial/play"),
      page("5. Test", "/tutorial/tests"),
      page("6. Pack and install", "/tutorial/install"),
    ],
  },
  {
    text: "Guides",
    collapsed: false,
    items: [
      page("Write an integration", "/guides/"),
      page("Coming from Python", "/guides/from-python"),
      page("Log in with OAuth 2", "/guides/oauth-login"),
      page("Keep a login alive", "/guides/refresh-tokens"),
      page("Detect installed games", "/guides/installed-games"),
      page("Launch a game, see it run", "/guides/running-games"),
      page("Report new purchases", "/guides/purchases"),
      page("Import data of many games", "/guides/batch-imports"),
      page("Keep data between runs", "/guides/caching"),
      page("Respect rate limits", "/guides/rate-limits"),
      page("Add settings for users", "/guides/settings"),
      page("Friends, presence, chat", "/guides/friends-and-chat"),
      page("Databases and daemons", "/guides/databases-and-daemons"),
      page("Test an integration", "/guides/tests"),
      page("Try hard cases", "/guides/scenarios"),
      page("Debug an integration", "/guides/debugging"),
      page("Release with an updater", "/guides/release"),
    ],
  },
  {
    text: "Help",
    collapsed: false,
    items: [
      page("Troubleshooting", "/help/troubleshooting"),
      page("Questions", "/help/faq"),
      page("Failures, one by one", "/help/faults"),
      page("Diagnostics", "/reference/diagnostics"),
      page("Glossary", "/reference/glossary"),
    ],
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
    ],
  },
  {
    text: "API reference",
    collapsed: true,
    items: [page("Packages", "/reference/api/"), ...apiSections().map(apiSection)],
  },
  {
    text: "Background",
    collapsed: true,
    items: [
      page("How an integration runs", "/explanation/how-it-runs"),
      page("Defects that cannot be written", "/explanation/defects"),
      page("Performance", "/explanation/performance"),
      page("Architecture", "/explanation/architecture"),
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
