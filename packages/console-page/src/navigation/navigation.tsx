import { createContext, type Dispatch, type ReactNode, useContext, useReducer } from "react";
import {
  initialNavigation,
  type NavigationAction,
  navigationReducer,
  type NavigationState,
} from "./navigation-state.js";

type Navigation = readonly [NavigationState, Dispatch<NavigationAction>];

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const navigation = useReducer(navigationReducer, initialNavigation);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** Returns where the user is, and a function that navigates. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("This component must be inside a <NavigationProvider>.");
  return navigation;
}
