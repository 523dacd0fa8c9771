export interface Bar {
  key: string;
  /** Its label on the axis, where there is room. */
  axisLabel: string;
  /** Its name, then its figures: `["Sat 14 Nov", "$38.10", "41 jobs"]`. */
  reading: readonly [string, ...string[]];
  /** In the unit of the axis, at least 0. */
  value: number;
  /** Whether its period is not over yet. */
  isPartial: boolean;
}

export interface Tick {
  value: number;
  label: string;
}
