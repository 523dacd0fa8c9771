import { type ReactNode, useId } from "react";
import { Card } from "@/components/layout/card";

interface StepCardProps {
  /** The number of the step, from 1. */
  number: number;
  title: string;
  children: ReactNode;
}

/** A card with one step of the setup instructions. */
export function StepCard({ number, title, children }: StepCardProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} className="flex flex-col gap-4 p-4">
      <h2 id={titleId} className="flex items-center gap-2 font-semibold text-base">
        <span
          aria-hidden="true"
          className="flex size-5 items-center justify-center rounded-base bg-accent-soft font-medium text-accent text-xs tabular-nums"
        >
          {number}
        </span>
        {title}
      </h2>
      {children}
    </Card>
  );
}
