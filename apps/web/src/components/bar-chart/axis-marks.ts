export interface AxisMark {
  index: number;
  /** Whether the label is hidden on a narrow screen. */
  isMinor: boolean;
}

/** Chooses which of `count` bars get an axis label: the last bar, and earlier bars at equal distances. */
export function axisMarks(count: number): AxisMark[] {
  const step = Math.ceil(count / 8) * 2;
  const minorStep = step / 2;
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => (count - 1 - index) % minorStep === 0)
    .map((index) => ({ index, isMinor: (count - 1 - index) % step !== 0 }));
}
