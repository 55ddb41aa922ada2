import { Button } from "../parts/Button.js";
import { useAction } from "../toasts/use-action.js";
import { type ImportKind, importKinds } from "./import-kinds.js";

interface ReimportButtonProps {
  readonly kind: ImportKind;
  readonly disabled?: boolean;
}

export function ReimportButton({ kind, disabled = false }: ReimportButtonProps) {
  const run = useAction();
  return (
    <Button
      icon="refresh"
      disabled={disabled}
      aria-label={`Import ${importKinds[kind].title.toLowerCase()} again`}
      onClick={() => void run("reimport", { kind })}
    >
      Import again
    </Button>
  );
}
