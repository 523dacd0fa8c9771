export interface AxisMark {
  index: number;
  /** True for one that a narrow screen has no room for. */
  isMinor: boolean;
}

/** Which of `count` bars are named beneath the axis: the last one always, back from it in even steps. */
export function axisMarks(count: number): AxisMark[] {
  const step = Math.ceil(count / 8) * 2;
  const minorStep = step / 2;
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => (count - 1 - index) % minorStep === 0)
    .map((index) => ({ index, isMinor: (count - 1 - index) % step !== 0 }));
}
