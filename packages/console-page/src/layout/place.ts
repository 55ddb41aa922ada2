export const mainViews = ["library", "friends", "subscriptions", "chat"] as const;
export type MainView = (typeof mainViews)[number];

export const dockViews = ["journal", "log", "problems", "imports"] as const;
export type DockView = (typeof dockViews)[number];

/** The two halves of the page. */
export type Region = "main" | "dock";

/** What can be selected in a view, by its id. */
interface Selectable {
  readonly library: string;
  readonly friends: string;
  readonly subscriptions: string;
  readonly chat: string;
  readonly journal: number;
  readonly problems: number;
}

export type Selection = { readonly [View in keyof Selectable]?: Selectable[View] | undefined };

/** Where the user is. */
export interface Place {
  readonly main: MainView;
  readonly dock: DockView;
  /** The half that a narrow screen shows. */
  readonly region: Region;
  readonly selected: Selection;
}

export type Move =
  | { readonly to: "main"; readonly view: MainView }
  | { readonly to: "dock"; readonly view: DockView }
  /** Selects, and deselects with `undefined`. */
  | { readonly to: "selection"; readonly selection: Selection }
  /** Wherever the user is. */
  | { readonly to: "message"; readonly number: number }
  /** Back to the list from the details where the focus is, or from those that are open at all. */
  | { readonly to: "list"; readonly focused: Region | undefined };

export const startPlace: Place = { main: "library", dock: "journal", region: "main", selected: {} };

export function moved(place: Place, move: Move): Place {
  switch (move.to) {
    case "main":
      return { ...place, region: "main", main: move.view };
    case "dock":
      return { ...place, region: "dock", dock: move.view };
    case "selection":
      return select(place, move.selection);
    case "message":
      return select({ ...place, region: "dock", dock: "journal" }, { journal: move.number });
    case "list": {
      const views = move.focused === "dock" ? [place.dock, place.main] : [place.main, place.dock];
      const open = views.find((view) => (place.selected as Readonly<Record<string, unknown>>)[view] !== undefined);
      return open === undefined ? place : select(place, { [open]: undefined });
    }
  }
}

function select(place: Place, selection: Selection): Place {
  return { ...place, selected: { ...place.selected, ...selection } };
}
