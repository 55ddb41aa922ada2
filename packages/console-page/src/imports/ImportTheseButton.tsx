import { useObstacle } from "../feed/obstacle.js";
import { plural } from "../format/amount.js";
import { Button } from "../parts/Button.js";
import { useAction } from "../toasts/use-action.js";
import { type ImportKind, importKinds } from "./import-kinds.js";

interface ImportTheseButtonProps {
  readonly kind: ImportKind;
  readonly ids: readonly string[];
}

/** Imports some items again, such as those that have failed. */
export function ImportTheseButton({ kind, ids }: ImportTheseButtonProps) {
  const run = useAction();
  const obstacle = useObstacle();
  if (ids.length === 0) return null;
  const title = `Import ${ids.length === 1 ? "this item" : `these ${plural(ids.length, "item")}`} again`;
  return (
    <Button
      icon="refresh"
      obstacle={obstacle}
      aria-label={`${title}: ${importKinds[kind].title}`}
      onClick={() => void run("reimport", { kind, ids })}
    >
      {title}
    </Button>
  );
}
