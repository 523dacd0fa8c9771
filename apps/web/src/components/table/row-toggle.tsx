import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names";

interface RowToggleProps {
  isOpen: boolean;
  onToggle: () => void;
  /** Called when a pointer enters the button or it gets the focus, to load what the row opens to. */
  onIntent?: () => void;
  /** The name of the row. */
  children: ReactNode;
}

/** The header of a row that opens to further rows. */
export function RowToggle({ isOpen, onToggle, onIntent, children }: RowToggleProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      onPointerEnter={onIntent}
      onFocus={onIntent}
      className="-my-1.5 -ml-1 inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-base pr-1 text-left hover:text-accent pointer-coarse:min-h-11"
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames(
          "size-4 shrink-0 text-muted motion-safe:transition-transform print:hidden",
          isOpen && "rotate-90",
        )}
      />
      {children}
    </button>
  );
}
