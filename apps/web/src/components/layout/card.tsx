import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names";

const TONES = {
  plain: "border-line bg-surface",
  warning: "border-warning/40 bg-warning-soft",
  danger: "border-danger/40 bg-danger-soft",
} as const;

/** A bordered box. Set `aria-label` or `aria-labelledby` when the card is a section of the page. */
export function Card({
  tone = "plain",
  className,
  ...props
}: ComponentProps<"section"> & { tone?: keyof typeof TONES }) {
  return (
    <section {...props} className={classNames("rounded-base border", TONES[tone], className)} />
  );
}

/** The title of a card, with its controls at the end of the same line. */
export function CardHeader({
  title,
  titleId,
  children,
}: {
  title: string;
  titleId?: string;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3 max-sm:pb-2">
      <h2 id={titleId} className="font-semibold text-base">
        {title}
      </h2>
      {children}
    </header>
  );
}
