import type { ReactNode } from "react";

interface EmptyStateProps {
  /** A sentence that says what will appear here. */
  title: string;
  /** Text that says what to do next. */
  children?: ReactNode;
}

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-muted text-sm">{children}</div>}
    </div>
  );
}
