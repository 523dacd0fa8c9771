export interface Bar {
  key: string;
  /** What stands beneath it on the axis, where there is room. */
  axisLabel: string;
  /** What it stands for, then its figures: `["Sat 14 Nov", "$38.10", "41 jobs"]`. */
  reading: readonly [string, ...string[]];
  /** On the axis's scale, from 0. */
  value: number;
  /** True while it still grows. */
  isPartial: boolean;
}

export interface Tick {
  value: number;
  label: string;
}
