"use client";

import { useId } from "react";

interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly Value[];
  /** The texts of options whose value is not their text. */
  texts?: Readonly<Partial<Record<Value, string>>>;
  /** The chosen option; null when none of them is. */
  value: Value | null;
  onChange: (value: Value) => void;
}

/** A choice between a few options: native radio buttons that look like one bar. */
export function Segmented<Value extends string>({
  label,
  options,
  texts,
  value,
  onChange,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="flex rounded-base bg-sunken p-0.5">
      {options.map((option) => (
        <label
          key={option}
          className="relative flex h-8 min-w-10 pointer-coarse:h-11 pointer-coarse:min-w-11 cursor-pointer items-center justify-center rounded-base border border-transparent px-2 font-medium text-muted text-sm tabular-nums hover:text-ink has-checked:border-line has-checked:bg-surface has-checked:text-ink forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:forced-color-adjust-none has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {texts?.[option] ?? option}
        </label>
      ))}
    </div>
  );
}
