/**
 * A bar that compares a row with the row with the largest value. Screen readers skip the bar, because
 * the row also has the figure.
 */
export function ShareBar({ pct }: { pct: number }) {
  return (
    <div aria-hidden="true" className="h-2 w-full min-w-8">
      {pct > 0 && (
        <div
          className="painted h-full min-w-0.5 rounded-bar bg-bar"
          style={{ width: `${Math.min(100, pct)}%` }}
        />
      )}
    </div>
  );
}
