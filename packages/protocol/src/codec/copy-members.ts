/**
 * Copies an object, with everything that some codecs read of it. A spread has only its own members, and none of those that its class
 * computes.
 */
export function copyMembers<T extends object>(
  value: T,
  ...codecs: readonly { readonly properties: readonly string[] }[]
): T {
  const copy = { ...value };
  for (const { properties } of codecs) {
    for (const name of properties as readonly (keyof T)[]) {
      if (!Object.hasOwn(copy, name) && name in value) copy[name] = value[name];
    }
  }
  return copy;
}
