import type { ClientContext } from "../conversation/client-context.js";
import { describeSituation } from "./describe-situation.js";
import { within } from "./within.js";

/** Checks a condition at once and after each event. Resolves to its result as soon as that is neither `undefined` nor `false`. */
export async function waitFor<T>(
  condition: () => T | undefined | false,
  context: ClientContext,
  timeout: number,
): Promise<T> {
  let stop = (): void => undefined;
  const met = new Promise<T>((resolve, reject) => {
    const check = (): void => {
      try {
        const value = condition();
        if (value !== undefined && value !== false) resolve(value);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    stop = context.recorder.events.afterEach(check);
    check();
  });
  const describe = (): string => `the condition was not met; ${describeSituation(context)}`;
  return await within(met, timeout, describe).finally(() => {
    stop();
  });
}
