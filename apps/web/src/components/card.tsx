import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** A bordered sheet; give it `aria-label` or `aria-labelledby` when it is a section of its own. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={classNames("rounded-base border border-line bg-surface", className)}
    />
  );
}

/** A card's title line, with its controls at the far end. */
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
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3">
      <h2 id={titleId} className="font-semibold text-base">
        {title}
      </h2>
      {children}
    </header>
  );
}
