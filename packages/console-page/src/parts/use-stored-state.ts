import { useCallback, useState } from "react";

const PREFIX = "galaxy-kit.";

/** State kept in local storage, if the browser allows it. */
export function useStoredState<T>(name: string, initial: T, isValid: (value: unknown) => value is T) {
  const [value, setValue] = useState<T>(() => load(name, isValid) ?? initial);
  const store = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify(next));
      } catch {
        // The browser does not allow storage: the setting lasts until the page is closed.
      }
    },
    [name],
  );
  return [value, store] as const;
}

function load<T>(name: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns a check for a setting that is one of these words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return (value: unknown): value is Words[number] => (words as readonly unknown[]).includes(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
