import { useObstacle } from "../feed/obstacle.js";
import { Button } from "../parts/Button.js";
import { useAction } from "../toasts/use-action.js";
import { type ImportKind, importKinds } from "./import-kinds.js";

interface ReimportButtonProps {
  readonly kind: ImportKind;
  readonly disabled?: boolean;
}

export function ReimportButton({ kind, disabled = false }: ReimportButtonProps) {
  const run = useAction();
  const obstacle = useObstacle();
  return (
    <Button
      icon="refresh"
      disabled={disabled}
      obstacle={obstacle}
      aria-label={`Import again: ${importKinds[kind].title}`}
      onClick={() => void run("reimport", { kind })}
    >
      Import again
    </Button>
  );
}
