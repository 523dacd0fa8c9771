import type { ReactNode } from "react";
import { Button } from "@/components/form/button";

interface RowActionProps {
  /** The full action with its object, for screen readers. */
  label: string;
  onClick: () => void;
  children: ReactNode;
}

/** A quiet button at the end of a row. */
export function RowAction({ label, onClick, children }: RowActionProps) {
  return (
    <Button variant="quiet" size="small" aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}
