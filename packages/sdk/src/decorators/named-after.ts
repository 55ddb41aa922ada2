import type { Class } from "../injection-key.js";

/** Names a companion in messages after the decorator that brings it along: authors know that, and not the class. */
export function NamedAfter(decorator: string): (target: Class) => void {
  return (target) => {
    Object.defineProperty(target, "name", { value: decorator, configurable: true });
  };
}
