import { number } from "./amount.js";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** Formats milliseconds since 1970 as `14:03:21.007`. */
export function clockTime(time: number): string {
  if (!isDate(time / 1000)) return String(time);
  return `${clock.format(time)}.${String(Math.floor(time) % 1000).padStart(3, "0")}`;
}

/** Formats milliseconds since 1970 as `2026-05-03`. */
export function isoDate(time: number): string {
  return isoTime(time)?.slice(0, 10) ?? String(time);
}

/** Formats milliseconds since 1970 for programs; undefined if they are out of range. */
export function isoTime(time: number): string | undefined {
  return isDate(time / 1000) ? new Date(time).toISOString() : undefined;
}

/** Formats Unix seconds as `3 May 2026`. */
export function date(unixSeconds: number): string {
  return isDate(unixSeconds) ? day.format(unixSeconds * 1000) : String(unixSeconds);
}

/** Formats Unix seconds as `3 May 2026, 14:03`. */
export function dateTime(unixSeconds: number): string {
  return isDate(unixSeconds) ? dayAndTime.format(unixSeconds * 1000) : String(unixSeconds);
}

/** An integration can report any number. */
function isDate(unixSeconds: number): boolean {
  return Math.abs(unixSeconds) <= 8.64e12;
}

/** Formats milliseconds as `7 ms`, `1.2 s` or `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return milliseconds === 0 ? "0 ms" : "< 1 ms";
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds) % 60} s`;
}

/** Formats what is left as `1 s`, `42 s` or `2 min 5 s`. */
export function wholeSeconds(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : duration(seconds * 1000);
}

/** Formats elapsed milliseconds as `just now`, `42 s` or `1 h 5 min`. */
export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}

/** Formats minutes as `45 min` or `12.5 h`. */
export function playTime(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = minutes / 60;
  return `${hours < 100 ? Number(hours.toFixed(1)) : number(Math.round(hours))} h`;
}
