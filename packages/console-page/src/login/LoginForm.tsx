import type { LoginRow } from "@galaxy-kit/console";
import { type SubmitEvent, useState } from "react";
import { Button } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import { useAction } from "../toasts/use-action.js";
import { parseCookies } from "./cookies.js";
import styles from "./LoginForm.module.css";

export function LoginForm({ login }: { readonly login: LoginRow }) {
  const run = useAction();
  const [endUri, setEndUri] = useState("");
  const [cookies, setCookies] = useState("");
  const [inputError, setInputError] = useState<string>();
  const problem = inputError ?? login.problem;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    try {
      const parsed = parseCookies(cookies);
      setInputError(undefined);
      void run("completeLogin", { endUri: endUri.trim(), cookies: parsed });
    } catch (error) {
      setInputError((error as Error).message);
    }
  };

  return (
    <form className={styles.form} aria-label="Log in" onSubmit={submit}>
      <div className={styles.header}>
        <h2>{login.windowTitle || "Log in"}</h2>
        <p>
          GALAXY would open a login window here. Log in with your own browser, then paste the address you end up at.
        </p>
      </div>
      <ol className={styles.steps}>
        <li>
          <span className={styles.label}>Open the login page and log in</span>
          <a className={styles.start} href={login.startUri} target="_blank" rel="noopener noreferrer">
            <Icon name="link" />
            <span>{login.startUri}</span>
          </a>
        </li>
        <li>
          <label className={styles.label} htmlFor="login-end">
            Paste the final address
          </label>
          <input
            id="login-end"
            className={styles.input}
            required
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={endUri}
            aria-invalid={problem !== undefined}
            aria-describedby="login-hint login-problem"
            onChange={(event) => setEndUri(event.target.value)}
          />
          <p id="login-hint" className={styles.hint}>
            Must match <code>{login.endUriRegex}</code>
          </p>
        </li>
        <li>
          <label className={styles.label} htmlFor="login-cookies">
            Cookies, if the integration needs them
          </label>
          <textarea
            id="login-cookies"
            className={styles.input}
            rows={2}
            autoComplete="off"
            spellCheck={false}
            placeholder="name=value; name2=value2, or JSON"
            value={cookies}
            onChange={(event) => setCookies(event.target.value)}
          />
        </li>
      </ol>
      <footer className={styles.footer}>
        <p id="login-problem" className={styles.error} role="alert">
          {problem}
        </p>
        <Button onClick={() => void run("cancelLogin", {})}>Cancel</Button>
        <Button variant="primary" type="submit">
          Log in
        </Button>
      </footer>
    </form>
  );
}
