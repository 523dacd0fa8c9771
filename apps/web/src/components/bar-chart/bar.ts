export interface Bar {
  key: string;
  /** The bar's label on the axis, which is shown only for some bars when there are many. */
  axisLabel: string;
  /** The bar's name, then its figures: `["Sat 14 Nov", "$38.10", "41 jobs"]`. */
  reading: readonly [string, ...string[]];
  /** The height of the bar in the unit of the axis, at least 0. */
  value: number;
  /** Whether the bar's period, such as the current day, is not over yet. */
  isPartial: boolean;
}

export interface Tick {
  value: number;
  label: string;
}
