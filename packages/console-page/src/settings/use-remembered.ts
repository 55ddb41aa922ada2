import { useCallback, useState } from "react";

const PREFIX = "galaxy-kit.";

/** State that is still there when the page is opened again, where the browser lets the page remember. */
export function useRemembered<T>(name: string, initial: T, isValid: (value: unknown) => value is T) {
  const [value, setValue] = useState<T>(() => recall(name, isValid) ?? initial);
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing shows the page as well.
      }
    },
    [name],
  );
  return [value, remember] as const;
}

function recall<T>(name: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** For a setting that is one of a few words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return (value: unknown): value is Words[number] => (words as readonly unknown[]).includes(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
