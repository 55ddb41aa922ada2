import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** A request or notification that is being written. */
export interface Draft {
  readonly method: string;
  /** JSON. */
  readonly params: string;
}

export interface SentDraft extends Draft {
  /** Of the message in the journal. */
  readonly number: number;
}

interface Composer {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Latest first. */
  readonly sent: readonly SentDraft[];
  readonly addSent: (draft: SentDraft) => void;
}

const MAX_SENT = 30;

const ComposerContext = createContext<Composer | undefined>(undefined);

/** Keeps what the user writes and has sent while other views are shown. */
export function ComposerProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setDraft] = useState<Draft>({ method: "ping", params: "{}" });
  const [sent, setSent] = useState<readonly SentDraft[]>([]);
  const composer = useMemo(
    () => ({
      draft,
      setDraft,
      sent,
      addSent: (added: SentDraft) => setSent((before) => [added, ...before].slice(0, MAX_SENT)),
    }),
    [draft, sent],
  );
  return <ComposerContext value={composer}>{children}</ComposerContext>;
}

export function useComposer(): Composer {
  const composer = useContext(ComposerContext);
  if (!composer) throw new Error("This component must be inside a <ComposerProvider>.");
  return composer;
}
