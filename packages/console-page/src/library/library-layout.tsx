import { createContext, type ReactNode, useContext } from "react";
import { oneOf, useStoredState } from "../parts/use-stored-state.js";

export type LibraryLayout = "grid" | "table";

const LayoutContext = createContext<readonly [LibraryLayout, () => void]>(["grid", () => undefined]);

/** Shares the layout of the library between the toolbar and the keyboard shortcut. */
export function LibraryLayoutProvider({ children }: { readonly children: ReactNode }) {
  const [layout, setLayout] = useStoredState<LibraryLayout>("library.layout", "grid", oneOf("grid", "table"));
  return (
    <LayoutContext value={[layout, () => setLayout(layout === "grid" ? "table" : "grid")]}>{children}</LayoutContext>
  );
}

export function useLibraryLayout(): readonly [LibraryLayout, () => void] {
  return useContext(LayoutContext);
}
