import { useEffect, useState } from "react";
import { Button } from "../parts/Button.js";
import { useToast } from "../toasts/ToastProvider.js";

const COPIED_MS = 2_000;

interface CopyButtonProps {
  /** What is copied, such as "Copy ID". */
  readonly title: string;
  readonly text: string;
  readonly obstacle?: string | undefined;
}

/** Copies a text, and confirms it for a moment. */
export function CopyButton({ title, text, obstacle }: CopyButtonProps) {
  const toast = useToast();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast("The browser does not allow copying.");
    }
  };
  return (
    <Button icon={isCopied ? "check" : "copy"} obstacle={obstacle} onClick={() => void copy()}>
      {title}
      {isCopied && <span role="status">copied</span>}
    </Button>
  );
}
