import type { RequestName, Requests } from "@galaxy-kit/console";
import { useCallback } from "react";
import { useRequest } from "../feed/feed-context.js";
import { useToast } from "./ToastProvider.js";

/**
 * Returns a function that requests an action from the server and resolves to whether it succeeded. Failures are shown as a
 * toast.
 */
export function useAction() {
  const send = useRequest();
  const toast = useToast();
  return useCallback(
    async <Name extends RequestName>(request: Name, params: Requests[Name]["params"]): Promise<boolean> => {
      try {
        await send(request, params);
        return true;
      } catch (error) {
        toast(error instanceof Error ? error.message : String(error));
        return false;
      }
    },
    [send, toast],
  );
}
