import type { PartState } from "@galaxy-kit/protocol";
import type { Source } from "@galaxy-kit/sdk";

/** Returns the state of a source for tools. */
export function sourcePart({ name, state }: Source): PartState {
  const { kind, nextAt, ...rest } = state;
  return {
    kind: "source",
    name,
    state: kind,
    ...rest,
    nextAt: nextAt === undefined ? undefined : Math.round(nextAt),
  };
}
