import { usePageState } from "../feed/feed-context.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Spinner } from "../parts/Spinner.js";
import { emptyReason } from "./empty-reason.js";
import type { ImportKind } from "./import-kinds.js";
import { WayOut } from "./WayOut.js";

/** Takes the place of an empty list and explains why it is empty. */
export function EmptyList({ kinds, noun }: { readonly kinds: readonly ImportKind[]; readonly noun: string }) {
  const connection = usePageState((state) => state.connection);
  const imports = usePageState((state) => state.imports);
  const reason = emptyReason(noun, kinds, connection, imports);
  return (
    <EmptyState title={reason.title}>
      {reason.text !== "" && <p>{reason.text}</p>}
      {reason.isWaiting && <Spinner />}
      <WayOut reason={reason} />
    </EmptyState>
  );
}
