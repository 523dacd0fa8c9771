import type { ReactNode } from "react";
import { classNames } from "../class-names";

const TONES = {
  neutral: "border-line bg-sunken text-muted",
  accent: "border-transparent bg-accent-soft text-accent",
  ok: "border-transparent bg-ok-soft text-ok",
  warning: "border-transparent bg-warning-soft text-warning",
  danger: "border-transparent bg-danger-soft text-danger",
} as const;

export type Tone = keyof typeof TONES;

/** A word for a state. The colour only repeats the meaning of the word. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center align-middle gap-1 whitespace-nowrap rounded-base border px-1.5 font-medium text-xs",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
