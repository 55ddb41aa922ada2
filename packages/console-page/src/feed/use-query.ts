import type { RequestName, Requests } from "@galaxy-kit/console";
import { useEffect, useState } from "react";
import { useRequest } from "./feed-context.js";

export type QueryResult<Result> =
  | { readonly state: "loading"; readonly result?: Result }
  | { readonly state: "loaded"; readonly result: Result }
  | { readonly state: "failed"; readonly message: string; readonly result?: undefined };

/**
 * Requests details from the server, and requests them again when `version` changes. The previous details stay until the
 * new ones arrive, unless `params` change.
 */
export function useQuery<Name extends RequestName>(
  request: Name,
  params: Requests[Name]["params"],
  version?: unknown,
): QueryResult<Requests[Name]["result"]> {
  type Result = Requests[Name]["result"];
  const send = useRequest();
  const key = JSON.stringify(params);
  const [query, setQuery] = useState<QueryResult<Result> & { readonly key: string }>({ state: "loading", key });

  useEffect(() => {
    let isCurrent = true;
    const show = (result: QueryResult<Result>): void => {
      if (isCurrent) setQuery({ ...result, key });
    };
    send(request, JSON.parse(key) as Requests[Name]["params"]).then(
      (result) => show({ state: "loaded", result }),
      (error: unknown) => show({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [send, request, key, version]);

  return query.key === key ? query : { state: "loading" };
}
