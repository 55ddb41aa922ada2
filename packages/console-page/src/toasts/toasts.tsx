import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { IconButton } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import styles from "./toasts.module.css";

const SHOWN_FOR = 12_000;
const MAX_AT_ONCE = 4;

interface Toast {
  readonly id: number;
  readonly message: string;
}

const ToastContext = createContext<(message: string) => void>(() => undefined);

/** Tells the user that something was refused. */
export function useToast(): (message: string) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  const remove = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const add = useCallback(
    (message: string) => {
      const id = ++lastId.current;
      setToasts((shown) =>
        [...shown.filter((toast) => toast.message !== message), { id, message }].slice(-MAX_AT_ONCE),
      );
      setTimeout(() => remove(id), SHOWN_FOR);
    },
    [remove],
  );

  return (
    <ToastContext value={add}>
      {children}
      <div className={styles.toasts} role="alert">
        {toasts.map(({ id, message }) => (
          <div key={id} className={styles.toast}>
            <Icon name="error" />
            <span>{message}</span>
            <IconButton icon="close" label="Dismiss" onClick={() => remove(id)} />
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
