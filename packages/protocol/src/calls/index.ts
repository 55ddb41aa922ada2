export type { CommandCall, NotificationCall, ParamsOf, RequestCall, ResultOf } from "./call.js";
export { clientNotifications } from "./client-notifications.js";
export { type Capabilities, clientRequests } from "./client-requests.js";
export {
  type ImportCall,
  type ImportFailure,
  type ImportItem,
  type ImportKind,
  imports,
  type ImportSuccess,
  type ImportValue,
} from "./imports.js";
export { pluginNotifications, pluginRequests } from "./plugin-calls.js";
