export const mainViews = ["library", "friends", "subscriptions", "chat"] as const;
export type MainView = (typeof mainViews)[number];

export const dockViews = [
  "journal",
  "log",
  "problems",
  "imports",
  "logins",
  "state",
  "connection",
  "send",
  "changes",
] as const;
export type DockView = (typeof dockViews)[number];

/** The two halves of the page. */
export type Region = "main" | "dock";

/** The id type of the items that can be selected in each view. */
interface Selectable {
  readonly library: string;
  readonly friends: string;
  readonly subscriptions: string;
  readonly chat: string;
  readonly journal: number;
  readonly problems: number;
}

export type Selection = { readonly [View in keyof Selectable]?: Selectable[View] | undefined };

/** Where the user is on the page. */
export interface NavigationState {
  readonly main: MainView;
  readonly dock: DockView;
  /** The half shown on a narrow screen. */
  readonly region: Region;
  readonly selected: Selection;
}

export type NavigationAction =
  | { readonly to: "main"; readonly view: MainView }
  | { readonly to: "dock"; readonly view: DockView }
  /** Selects an item, or clears the selection with `undefined`. */
  | { readonly to: "selection"; readonly selection: Selection }
  /** Opens a message in the journal, from anywhere. */
  | { readonly to: "message"; readonly number: number }
  /** Closes the details in the focused region, or else in the other one. */
  | { readonly to: "list"; readonly focused: Region | undefined };

export const initialNavigation: NavigationState = { main: "library", dock: "journal", region: "main", selected: {} };

export function navigationReducer(state: NavigationState, action: NavigationAction): NavigationState {
  switch (action.to) {
    case "main":
      return { ...state, region: "main", main: action.view };
    case "dock":
      return { ...state, region: "dock", dock: action.view };
    case "selection":
      return select(state, action.selection);
    case "message":
      return select({ ...state, region: "dock", dock: "journal" }, { journal: action.number });
    case "list": {
      const views = action.focused === "dock" ? [state.dock, state.main] : [state.main, state.dock];
      const open = views.find((view) => (state.selected as Readonly<Record<string, unknown>>)[view] !== undefined);
      return open === undefined ? state : select(state, { [open]: undefined });
    }
  }
}

function select(state: NavigationState, selection: Selection): NavigationState {
  return { ...state, selected: { ...state.selected, ...selection } };
}
