import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.js";
import type { Library } from "./library.js";

/** How often each action was performed in a run. */
export interface LoadCounts {
  pings: number;
  imports: number;
  launches: number;
  changes: number;
  notifications: number;
}

const imports = [
  { start: "start_local_size_import", finished: "local_size_import_finished" },
  { start: "start_os_compatibility_import", finished: "os_compatibility_import_finished" },
  { start: "start_game_times_import", finished: "game_times_import_finished" },
] as const;

const lists = ["import_owned_games", "import_local_games"] as const;

/** Sends an integration everything that a client sends, in parallel, until the signal fires. */
export async function keepBusy(client: Client, library: Library, signal: AbortSignal): Promise<LoadCounts> {
  const counts: LoadCounts = { pings: 0, imports: 0, launches: 0, changes: 0, notifications: 0 };
  const repeat = async (pauseMs: number, work: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      await work();
      await sleep(pauseMs);
    }
  };

  await client.request("get_capabilities");
  await client.request("initialize_cache", { data: {} });
  await client.request("init_authentication");
  await Promise.all([
    repeat(20, async () => {
      await client.request("ping");
      counts.pings += 1;
    }),
    repeat(10, async () => {
      for (const method of lists) await client.request(method);
      for (const { start, finished } of imports) {
        const end = client.notified(finished);
        await client.request(start, { game_ids: library.gameIds });
        await end;
      }
      counts.imports += lists.length + imports.length;
    }),
    repeat(500, async () => {
      client.notify("launch_game", { game_id: library.gameIds[counts.launches % library.gameIds.length] });
      counts.launches += 1;
      await client.request("ping");
    }),
    repeat(500, async () => {
      await library.change();
      counts.changes += 1;
    }),
  ]);
  return { ...counts, notifications: client.notifications };
}
