import { useEffect, useState } from "react";
import { ago, isoTime } from "../format/time.js";

/** The time elapsed since a point in time, updated every second. */
export function Since({ time }: { readonly time: number }) {
  const now = useNow(1000);
  return <time dateTime={isoTime(time)}>{ago(now - time)}</time>;
}

/** Returns the current time, updated at an interval. */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
