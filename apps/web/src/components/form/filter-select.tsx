import { classNames } from "../class-names";

export interface FilterOption<Value extends string = string> {
  value: Value;
  label: string;
}

interface FilterSelectProps<Value extends string> {
  /** What is filtered, such as `Status`. It is also the text of the choice that filters nothing. */
  label: string;
  options: readonly FilterOption<Value>[];
  /** The chosen value; null when nothing is filtered. */
  value: Value | null;
  onChange: (value: Value | null) => void;
}

/** A filter as a native select. A value that is no option, from an old link, is shown as it is. */
export function FilterSelect<Value extends string>({
  label,
  options,
  value,
  onChange,
}: FilterSelectProps<Value>) {
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={({ target }) =>
        onChange(options.find((option) => option.value === target.value)?.value ?? null)
      }
      className={classNames(
        "h-9 min-w-0 max-w-56 rounded-base border bg-surface px-2 text-sm max-sm:grow pointer-coarse:h-11",
        value === null ? "border-field text-muted" : "border-accent bg-accent-soft text-accent",
      )}
    >
      <option value="">{label}: any</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
      {!isKnown && <option value={value}>{value}</option>}
    </select>
  );
}
