import type { ReactNode } from "react";
import { Button } from "@/components/form/button";

interface RowActionProps {
  /** The action and what it changes, for screen readers, such as `Remove price of gpt-5`. */
  label: string;
  onClick: () => void;
  children: ReactNode;
}

/** A small button at the end of a table row. */
export function RowAction({ label, onClick, children }: RowActionProps) {
  return (
    <Button variant="quiet" size="small" aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}
