import type { RunnableCommand } from "./command-line/command.js";

type Loader = () => Promise<{ readonly command: RunnableCommand }>;

/** The commands of galaxy-kit, by name, in the order in which an author needs them. A command is loaded when it is used. */
const commands: Readonly<Record<string, Loader>> = {
  create: () => import("./create/create-command.js"),
  dev: () => import("./dev/dev-command.js"),
  show: () => import("./show/show-command.js"),
  open: () => import("./open/open-command.js"),
  settings: () => import("./settings/settings-command.js"),
  scenario: () => import("./scenario/scenario-command.js"),
  validate: () => import("./validate/validate-command.js"),
  explain: () => import("./explain/explain-command.js"),
  pack: () => import("./pack/pack-command.js"),
  install: () => import("./install/install-command.js"),
  list: () => import("./install/list-command.js"),
  uninstall: () => import("./install/uninstall-command.js"),
  doctor: () => import("./doctor/doctor-command.js"),
  completion: () => import("./completion/completion-command.js"),
};

/** Loads the named command, or all of them: for the help, to complete a word, or to suggest what a misspelled name means. */
export async function loadCommands(name: string | undefined): Promise<readonly RunnableCommand[]> {
  const loaders = Object.entries(commands);
  const named = loaders.filter(([known]) => known === name && name !== "completion");
  const loaded: RunnableCommand[] = [];
  for (const [, load] of named.length > 0 ? named : loaders) loaded.push((await load()).command);
  return loaded;
}
