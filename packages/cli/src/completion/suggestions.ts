/** Resolves to the words that a user may mean. */
type Suggest = () => Promise<readonly string[]>;

const suggestions = new WeakMap<object, Suggest>();

/** Declares which words complete an argument or an option that takes others, too. */
export function suggesting<Declared extends object>(declared: Declared, suggest: Suggest): Declared {
  suggestions.set(declared, suggest);
  return declared;
}

/** Resolves to the words that complete an argument or an option. A shell has no place for an error, so a failure suggests nothing. */
export async function suggestionsFor(declared: object): Promise<readonly string[]> {
  return (
    (await suggestions
      .get(declared)?.()
      .catch(() => [])) ?? []
  );
}
