interface CompareSwitchProps {
  /** The name of the month with which the page compares. */
  monthName: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Shows or hides the comparison with the month before on the whole page. */
export const CompareSwitch = ({ monthName, isOn, onChange }: CompareSwitchProps) => (
  <button
    type="button"
    role="switch"
    aria-checked={isOn}
    onClick={() => onChange(!isOn)}
    className="group inline-flex min-h-8 items-center gap-2 rounded-base px-1 text-ink text-sm print:hidden pointer-coarse:min-h-11"
  >
    <span
      aria-hidden="true"
      className="flex h-4.5 w-8 items-center rounded-full border border-field bg-field p-px group-aria-checked:border-accent group-aria-checked:bg-accent forced-colors:group-aria-checked:bg-[Highlight]"
    >
      <span className="size-3.5 rounded-full bg-surface motion-safe:transition-transform group-aria-checked:translate-x-3.5" />
    </span>
    Compare with {monthName}
  </button>
);
