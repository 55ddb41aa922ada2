import { createContext, type ReactNode, useContext } from "react";
import { oneOf, useRemembered } from "../settings/use-remembered.js";

export type LibraryLook = "grid" | "table";

const LookContext = createContext<readonly [LibraryLook, () => void]>(["grid", () => undefined]);

/** How the library is shown, for the button and for the key that change it. */
export function LibraryLookProvider({ children }: { readonly children: ReactNode }) {
  const [look, setLook] = useRemembered<LibraryLook>("library.look", "grid", oneOf("grid", "table"));
  return <LookContext value={[look, () => setLook(look === "grid" ? "table" : "grid")]}>{children}</LookContext>;
}

export function useLibraryLook(): readonly [LibraryLook, () => void] {
  return useContext(LookContext);
}
