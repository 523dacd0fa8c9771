import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names";

interface FieldProps extends Omit<ComponentProps<"input">, "id" | "prefix"> {
  label: string;
  /** What to write, said before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
  /** What stands inside the field before the text, `$` say. */
  prefix?: string;
}

/** A labelled input that says its hint and its error to everyone. */
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
      {/* Always there, so that an error does not move what stands below. */}
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
