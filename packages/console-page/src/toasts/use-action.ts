import type { RequestName, Requests } from "@galaxy-kit/console";
import { useCallback } from "react";
import { useAsk } from "../feed/feed-context.js";
import { useToast } from "./toasts.js";

/** Asks the server to do something; a refusal is shown. Answers whether it was done. */
export function useAction() {
  const ask = useAsk();
  const toast = useToast();
  return useCallback(
    async <Name extends RequestName>(request: Name, params: Requests[Name]["params"]): Promise<boolean> => {
      try {
        await ask(request, params);
        return true;
      } catch (error) {
        toast(error instanceof Error ? error.message : String(error));
        return false;
      }
    },
    [ask, toast],
  );
}
