import { usePageState } from "../feed/feed-context.js";
import { Banner } from "../parts/Banner.js";
import { listTrouble } from "./empty-reason.js";
import type { ImportKind } from "./import-kinds.js";
import { WayOut } from "./WayOut.js";

/** Explains above a list why it is incomplete or out of date. */
export function ListBanner({ kinds, noun }: { readonly kinds: readonly ImportKind[]; readonly noun: string }) {
  const connection = usePageState((state) => state.connection);
  const imports = usePageState((state) => state.imports);
  const trouble = connection && listTrouble(kinds, connection, imports);
  if (!trouble) return null;
  return (
    <Banner
      label={`About these ${noun}`}
      tone={trouble.isWaiting ? "info" : "warn"}
      icon={trouble.isWaiting ? "clock" : "warning"}
      button={<WayOut reason={trouble} />}
    >
      <strong>{trouble.title}</strong> {trouble.text} These {noun} were imported earlier.
    </Banner>
  );
}
