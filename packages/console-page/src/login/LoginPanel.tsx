import { useTold } from "../feed/feed-context.js";
import { LoginForm } from "./LoginForm.js";

/** Asks the user to log in when there is no browser that the client could open a window in. */
export function LoginPanel() {
  const login = useTold((state) => state.login);
  return login && <LoginForm key={login.startUri} login={login} />;
}
