import { main } from "./program.js";

// A reader such as `head` may close the pipe before the whole help is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main(process.argv.slice(2));
