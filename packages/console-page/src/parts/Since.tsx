import { useEffect, useState } from "react";
import { ago } from "../format/time.js";

/** How long something has been so. It counts. */
export function Since({ time }: { readonly time: number }) {
  const now = useNow(1000);
  return <time dateTime={new Date(time).toISOString()}>{ago(now - time)}</time>;
}

export function useNow(interval: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
