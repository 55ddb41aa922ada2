import { usePageState } from "../feed/feed-context.js";
import { LoginForm } from "./LoginForm.js";

/** The login form, shown when the client has no browser to open a login window in. */
export function LoginPanel() {
  const login = usePageState((state) => state.login);
  return login && <LoginForm key={login.startUri} login={login} />;
}
