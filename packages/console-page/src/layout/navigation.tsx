import { createContext, type Dispatch, type ReactNode, useContext, useReducer } from "react";
import { type Move, moved, type Place, startPlace } from "./place.js";

const NavigationContext = createContext<readonly [Place, Dispatch<Move>] | undefined>(undefined);

export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const navigation = useReducer(moved, startPlace);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** Where the user is, and the way to another place. */
export function useNavigation(): readonly [Place, Dispatch<Move>] {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("this component needs a <NavigationProvider> around it");
  return navigation;
}
