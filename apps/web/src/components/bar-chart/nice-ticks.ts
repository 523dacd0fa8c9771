/** The smallest number of the form 1, 2 or 5 × 10ⁿ that is at least `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  // Without the tolerance, rounding errors would choose a wrong step: 0.3 / 0.1 is 2.9999999999999996.
  const round = [1, 2, 5, 10].find((factor) => factor * power >= step * (1 - 1e-9)) ?? 10;
  return round * power;
}

/**
 * Round values for an axis from 0 to at least `max`, in at most four steps: 38.1 → 0, 10, 20, 30, 40.
 * `minStep` is the smallest step. When `max` is 0, the axis has one step of 1.
 */
export function niceTicks(max: number, minStep: number): number[] {
  if (max <= 0) return [0, 1];
  const step = roundStep(Math.max(max / 4, minStep));
  const steps = Math.max(1, Math.ceil(max / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
