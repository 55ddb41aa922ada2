import { clientRequests } from "@galaxy-kit/protocol";
import type { Clock } from "@galaxy-kit/sdk";
import { settlesWithin } from "../lifecycle/settles-within.js";
import type { Route } from "./route.js";

const MAX_WAIT_MS = 60_000;

/**
 * Keeps the response about subscriptions from overtaking the one about owned games. GALAXY 2.1 otherwise drops these games: its log
 * says "Invalid GameImportCollector transition 'ImportedOwnedReleases' from state 'ImportingSubscriptions'" (reported by the author
 * of an integration).
 */
export class ResponseOrder {
  #ownedGames: Promise<void> | undefined;

  constructor(private readonly clock: Clock) {}

  /** Returns the route with its response in order. */
  apply(route: Route): Route {
    switch (route.method) {
      case clientRequests.importOwnedGames.method:
        return {
          ...route,
          run: (params, call) => {
            this.#ownedGames = new Promise((resolve) => {
              call.afterResponse(resolve);
            });
            return route.run(params, call);
          },
        };
      case clientRequests.importSubscriptions.method:
        return {
          ...route,
          run: async (params, call) => {
            try {
              return await route.run(params, call);
            } finally {
              if (this.#ownedGames) await settlesWithin(this.clock, MAX_WAIT_MS, this.#ownedGames);
            }
          },
        };
      default:
        return route;
    }
  }
}
