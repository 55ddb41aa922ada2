import type { Command } from "./command-line/command.js";

type Loader = () => Promise<{ readonly command: Command }>;

/** The commands of galaxy-kit, by name. A command is loaded when it is used. */
export const commands: Readonly<Record<string, Loader>> = {
  create: () => import("./create/create-command.js"),
  dev: () => import("./dev/dev-command.js"),
  doctor: () => import("./doctor/doctor-command.js"),
  explain: () => import("./explain/explain-command.js"),
  install: () => import("./install/install-command.js"),
  list: () => import("./install/list-command.js"),
  pack: () => import("./pack/pack-command.js"),
  scenario: () => import("./scenario/scenario-command.js"),
  show: () => import("./show/show-command.js"),
  uninstall: () => import("./install/uninstall-command.js"),
  validate: () => import("./validate/validate-command.js"),
};
