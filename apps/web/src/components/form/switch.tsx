import type { ComponentProps } from "react";
import { classNames } from "../class-names";

/** A setting that is on or off and applies at once. Set `aria-label`, or put it into a label. */
export function Switch({
  className,
  checked,
  ...input
}: Omit<ComponentProps<"input">, "type" | "role"> & { checked: boolean }) {
  return (
    <input
      {...input}
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      className={classNames(
        "relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-transparent bg-field disabled:opacity-50",
        "before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-surface before:motion-safe:transition-transform",
        "checked:bg-accent checked:before:translate-x-4",
        "forced-colors:appearance-auto pointer-coarse:my-3",
        className,
      )}
    />
  );
}
