import type { ReactNode } from "react";
import { classNames } from "@/components/class-names";
import { Card } from "@/components/layout/card";

interface KpiCardProps {
  label: string;
  value: string;
  /** The exact figure, for the `title` attribute and for screen readers. */
  exact?: string;
  atLeast?: boolean;
  /** Whether this card shows the main figure of the page, in a larger font. */
  isMain?: boolean;
  /** A line of text under the figure, such as a comparison. */
  children: ReactNode;
}

/** Reduces the font size until the figure fits its card. A character is about 0.62 em wide. */
const FIT = "text-[length:min(var(--size),calc((100cqw-var(--taken))/(var(--characters)*0.62)))]";

/** In a narrow card "at least" is on its own line above the figure, so the figure can use the full width. */
const FIT_BENEATH =
  "@max-[10rem]/figure:text-[length:min(1.5rem,calc(100cqw/(var(--characters)*0.62)))]";

export function KpiCard({ label, value, exact, atLeast, isMain, children }: KpiCardProps) {
  return (
    <Card aria-label={label} className="flex min-w-0 flex-col gap-1 p-3 sm:p-4">
      <h2 className="font-medium text-muted text-sm">{label}</h2>
      <div className="@container/figure">
        <p
          className="flex h-10 gap-x-1 whitespace-nowrap @max-[10rem]/figure:flex-col @max-[10rem]/figure:justify-center @[10rem]/figure:items-center"
          title={exact}
        >
          {atLeast && (
            <span className="@[10rem]/figure:w-11 shrink-0 @[10rem]/figure:translate-y-0.5 text-muted text-xs">
              at least{" "}
            </span>
          )}
          <span
            className={classNames(
              "font-semibold tabular-nums leading-none tracking-tight",
              FIT,
              atLeast && FIT_BENEATH,
            )}
            style={{
              "--size": isMain ? "2rem" : "1.5rem",
              "--characters": value.length,
              "--taken": atLeast ? "3rem" : "0rem",
            }}
          >
            {value}
          </span>
          {exact && <span className="sr-only"> (exactly {exact})</span>}
        </p>
      </div>
      <div className="flex min-h-8 flex-col text-muted text-xs">{children}</div>
    </Card>
  );
}
