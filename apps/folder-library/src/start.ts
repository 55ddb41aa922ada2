import { defineCommand, runCommand, showAndWatch, showOnce } from "@galaxy-kit/cli";
import { quickTimings, realTimings, SimulatedClient } from "@galaxy-kit/simulator";
import { options } from "./start/options.js";
import { shownBy } from "./start/shown.js";

const start = defineCommand({
  summary:
    "Runs the folder library, or another integration, in a simulated GALAXY client and shows what the client knows.",
  description: "While it runs: a number launches that game, l lists the games again, q quits.",
  options,
  run: async (given) => {
    const { what, ...integration } = await shownBy(given);
    const client = new SimulatedClient({ ...integration, timings: given.realistic ? realTimings : quickTimings });
    return given.once ? await showOnce(client, given) : await showAndWatch(client, what, given);
  },
});

process.exitCode = await runCommand(start, process.argv.slice(2), "npm start --");
