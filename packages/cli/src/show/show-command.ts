import { defineCommand } from "../command-line/command.js";
import { showCommand } from "./options.js";

export const command = defineCommand(
  showCommand.description("Runs an integration in a simulated GALAXY client and prints its library.").addHelpText(
    "after",
    `
A project is built first. The integration inherits the environment, which is how
you configure it. --timings is quick by default. The login and the cache are
kept for the next galaxy-kit show; those of galaxy-kit dev are separate.

Without --once, changes of games are printed as they happen. Type the number of a
game to launch it, l to list the games, q to quit. Friends and their presence,
chats and subscriptions are shown by galaxy-kit dev, and by --once --json.

Examples:
  galaxy-kit show
  galaxy-kit show ../galaxy-integration-itch --once --json

Exit codes: 0 success, 1 the integration, its login or an import failed, or the
integration logged an error (with --once), 2 invalid arguments,
130 --once was interrupted.`,
  ),
  async (folder, options) => {
    const { show } = await import("./show.js");
    return await show(folder, options, "show");
  },
);
