import type { RequestName, Requests } from "@galaxy-kit/console";
import { useEffect, useState } from "react";
import { useAsk } from "./feed-context.js";

/** An answer that is on its way, there, or refused. */
export type Answered<Result> =
  | { readonly state: "asked"; readonly result?: Result }
  | { readonly state: "answered"; readonly result: Result }
  | { readonly state: "refused"; readonly message: string; readonly result?: undefined };

/**
 * Asks for details, and again when `reason` is another one. The details before stay until the new ones are there, unless
 * they are about something else.
 */
export function useAnswer<Name extends RequestName>(
  request: Name,
  params: Requests[Name]["params"],
  reason?: unknown,
): Answered<Requests[Name]["result"]> {
  type Result = Requests[Name]["result"];
  const ask = useAsk();
  const about = JSON.stringify(params);
  const [answer, setAnswer] = useState<Answered<Result> & { readonly about: string }>({ state: "asked", about });

  useEffect(() => {
    let wanted = true;
    const show = (news: Answered<Result>): void => {
      if (wanted) setAnswer({ ...news, about });
    };
    ask(request, JSON.parse(about) as Requests[Name]["params"]).then(
      (result) => show({ state: "answered", result }),
      (error: unknown) => show({ state: "refused", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [ask, request, about, reason]);

  return answer.about === about ? answer : { state: "asked" };
}
