import { useTold } from "../feed/feed-context.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Spinner } from "../parts/Spinner.js";
import type { ImportKind } from "./import-kinds.js";
import { ReimportButton } from "./ReimportButton.js";
import { whyEmpty } from "./why-empty.js";

/** Takes the place of a list that has nothing. */
export function WhyEmpty({ kinds, things }: { readonly kinds: readonly ImportKind[]; readonly things: string }) {
  const connection = useTold((state) => state.connection);
  const imports = useTold((state) => state.imports);
  const { title, text, retry, waiting } = whyEmpty(things, kinds, connection, imports);
  return (
    <EmptyState title={title}>
      {text !== "" && <p>{text}</p>}
      {waiting && <Spinner />}
      {retry && <ReimportButton kind={retry} />}
    </EmptyState>
  );
}
