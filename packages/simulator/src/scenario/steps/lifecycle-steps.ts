import type { Steps } from "./step-run.js";

/** Starting and ending clients and integrations. */
export const lifecycleSteps: Pick<Steps, "start" | "restart" | "close" | "die" | "kill" | "retry" | "disconnect"> = {
  start: (settings, { scenario }) => scenario.start(settings),
  restart: async (settings, { scenario }) => {
    await scenario.close();
    await scenario.start(settings);
  },
  close: (how, { scenario }) => scenario.close(how !== true && how.graceful),
  die: (loss, { scenario }) => scenario.die(loss),
  kill: (_, { scenario }) => scenario.client.kill(),
  retry: (_, { scenario }) => scenario.client.retry(),
  disconnect: (_, { scenario }) => scenario.client.disconnect(),
};
