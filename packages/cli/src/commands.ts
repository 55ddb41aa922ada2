import type { RunnableCommand } from "./command-line/command.js";

type Loader = () => Promise<{ readonly command: RunnableCommand }>;

/** The commands of galaxy-kit, by name. A command is loaded when it is used. */
const commands: Readonly<Record<string, Loader>> = {
  create: () => import("./create/create-command.js"),
  dev: () => import("./dev/dev-command.js"),
  doctor: () => import("./doctor/doctor-command.js"),
  explain: () => import("./explain/explain-command.js"),
  install: () => import("./install/install-command.js"),
  list: () => import("./install/list-command.js"),
  open: () => import("./open/open-command.js"),
  pack: () => import("./pack/pack-command.js"),
  scenario: () => import("./scenario/scenario-command.js"),
  settings: () => import("./settings/settings-command.js"),
  show: () => import("./show/show-command.js"),
  uninstall: () => import("./install/uninstall-command.js"),
  validate: () => import("./validate/validate-command.js"),
};

/** Loads the named command, or all of them: for the help, or to suggest the one that a misspelled name means. */
export async function loadCommands(name: string | undefined): Promise<readonly RunnableCommand[]> {
  const loaders = Object.entries(commands);
  const named = loaders.filter(([known]) => known === name);
  const loaded = await Promise.all((named.length > 0 ? named : loaders).map(([, load]) => load()));
  return loaded.map(({ command }) => command);
}
