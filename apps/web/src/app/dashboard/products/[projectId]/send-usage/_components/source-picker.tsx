import { useId } from "react";
import { SOURCES } from "../sources/sources";

interface SourcePickerProps {
  value: string;
  onChange: (sourceId: string) => void;
}

/** Radio buttons that select the tool that sends the usage. */
export function SourcePicker({ value, onChange }: SourcePickerProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label="What sends the usage" className="flex flex-wrap gap-2">
      {SOURCES.map(({ id, label }) => (
        <label
          key={id}
          className="relative flex h-8 pointer-coarse:h-11 cursor-pointer items-center rounded-base border px-3 font-medium text-muted text-sm hover:bg-sunken hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:forced-color-adjust-none"
        >
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === value}
            onChange={() => onChange(id)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {label}
        </label>
      ))}
    </div>
  );
}
