import { ChangesView } from "../changes/ChangesView.js";
import { ConnectionView } from "../connection/ConnectionView.js";
import { ImportsView } from "../imports/ImportsView.js";
import { JournalView } from "../journal/JournalView.js";
import { LogView } from "../log/LogView.js";
import { LoginsView } from "../login/LoginsView.js";
import type { DockView } from "../navigation/navigation-state.js";
import { ErrorBoundary } from "../parts/ErrorBoundary.js";
import { TabPanel } from "../parts/Tabs.js";
import { ProblemsView } from "../problems/ProblemsView.js";
import { SendView } from "../send/SendView.js";
import { StateView } from "../state/StateView.js";

const views = {
  journal: JournalView,
  log: LogView,
  problems: ProblemsView,
  imports: ImportsView,
  logins: LoginsView,
  state: StateView,
  connection: ConnectionView,
  send: SendView,
  changes: ChangesView,
};

/** The half for the author of the integration. */
export function DockArea({ view }: { readonly view: DockView }) {
  const View = views[view];
  return (
    <TabPanel name={view}>
      <ErrorBoundary shows={view}>
        <View />
      </ErrorBoundary>
    </TabPanel>
  );
}
