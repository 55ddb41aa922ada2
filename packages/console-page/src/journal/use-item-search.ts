import { useEffect, useState } from "react";
import { useRequest } from "../feed/feed-context.js";
import { parseFilter } from "./filter-language.js";
import { searchItems, type SearchProgress } from "./item-search.js";
import type { Imports } from "./journal-lines.js";

export interface ItemSearch {
  /** Undefined until it is started. A change of the filter ends it. */
  readonly progress: SearchProgress | undefined;
  readonly start: () => void;
}

/** Searches the messages about items of imports with a filter. */
export function useItemSearch(filter: string, imports: Imports): ItemSearch {
  const send = useRequest();
  const [progress, setProgress] = useState<SearchProgress>();
  /** The filter that it was started with. */
  const [started, setStarted] = useState<string>();

  useEffect(() => {
    setProgress(undefined);
    if (started !== filter) return;
    let isCurrent = true;
    const run = async (): Promise<void> => {
      for await (const step of searchItems([...imports.values()], parseFilter(filter).matches, send)) {
        if (!isCurrent) return;
        setProgress(step);
      }
    };
    run().catch(() => setStarted(undefined));
    return () => {
      isCurrent = false;
    };
    // Only when it is started: new messages do not start it again.
  }, [filter, started, send]);

  return { progress: started === filter ? progress : undefined, start: () => setStarted(filter) };
}
