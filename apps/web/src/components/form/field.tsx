import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names";

interface FieldProps extends Omit<ComponentProps<"input">, "id" | "prefix"> {
  label: string;
  /** What to enter; shown while there is no error. */
  hint?: ReactNode;
  /** What is wrong and how to fix it. */
  error?: string | undefined;
  /** A text inside the field before the input, such as `$`. */
  prefix?: string;
}

/** An input with its label and its hint or error, which screen readers announce. */
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
            "h-10 w-full rounded-base border bg-surface px-3 text-lg tabular-nums placeholder:text-muted sm:text-base",
            prefix && "pl-7",
            error === undefined ? "border-field" : "border-danger",
          )}
        />
      </div>
      {/* Always rendered, so that an error does not move what is below. */}
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
