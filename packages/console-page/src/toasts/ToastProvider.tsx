import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { IconButton } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import styles from "./ToastProvider.module.css";

const TOAST_DURATION_MS = 12_000;
const MAX_TOASTS = 4;

interface Toast {
  readonly id: number;
  readonly message: string;
}

const ToastContext = createContext<(message: string) => void>(() => undefined);

/** Returns a function that shows an error message for a while. */
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
      setToasts((shown) => [...shown.filter((toast) => toast.message !== message), { id, message }].slice(-MAX_TOASTS));
      setTimeout(() => remove(id), TOAST_DURATION_MS);
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
