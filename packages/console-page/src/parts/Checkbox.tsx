import styles from "./Checkbox.module.css";

interface CheckboxProps {
  readonly label: string;
  readonly title?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ label, title, checked, onChange }: CheckboxProps) {
  return (
    <label className={styles.checkbox} title={title}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
