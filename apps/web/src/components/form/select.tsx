import { type ComponentProps, useId } from "react";
import { classNames } from "../class-names";

interface SelectProps extends Omit<ComponentProps<"select">, "id" | "children"> {
  label: string;
  /** The options with their values. */
  options: readonly { value: string; label: string }[];
}

/** A native select with its label. */
export function Select({ label, options, className, ...select }: SelectProps) {
  const id = useId();
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <select
        {...select}
        id={id}
        className="h-10 w-full rounded-base border border-field bg-surface px-2 text-base"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
