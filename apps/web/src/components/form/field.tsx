import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names";

interface FieldProps extends Omit<ComponentProps<"input">, "id" | "prefix"> {
  label: string;
  /** Text that says what to enter. An error replaces it. */
  hint?: ReactNode;
  /** Text that says what is wrong and how to correct it. */
  error?: string | undefined;
  /** Text inside the field, before the input, such as `$`. */
  prefix?: string;
}

/** An input with its label, and with a hint or error that screen readers announce. */
export function Field({ label, hint, error, prefix, className, ...input }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="relative flex items-center">
        {prefix && (
          <span aria-hidden="true" className="absolute left-3 text-muted">
            {prefix}
          </span>
        )}
        <input
          {...input}
          id={id}
          aria-describedby={noteId}
          aria-invalid={error !== undefined}
          className={classNames(
            "h-10 w-full rounded-base border bg-surface px-3 text-lg tabular-nums placeholder:text-muted read-only:bg-sunken sm:text-base",
            prefix && "pl-7",
            error === undefined ? "border-field" : "border-danger",
          )}
        />
      </div>
      {/* Rendered even when empty, so that the content below does not move when an error appears. */}
      <p
        id={noteId}
        aria-live="polite"
        className={classNames(
          "min-h-4 text-xs",
          error === undefined ? "text-muted" : "text-danger",
        )}
      >
        {error ?? hint}
      </p>
    </div>
  );
}
