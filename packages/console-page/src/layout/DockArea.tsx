import { ImportsView } from "../imports/ImportsView.js";
import { JournalView } from "../journal/JournalView.js";
import { LogView } from "../log/LogView.js";
import { TabPanel } from "../parts/Tabs.js";
import { ProblemsView } from "../problems/ProblemsView.js";
import type { DockView } from "./place.js";

const views = {
  journal: JournalView,
  log: LogView,
  problems: ProblemsView,
  imports: ImportsView,
};

/** What its author wants to see. */
export function DockArea({ view }: { readonly view: DockView }) {
  const View = views[view];
  return (
    <TabPanel name={view}>
      <View />
    </TabPanel>
  );
}
