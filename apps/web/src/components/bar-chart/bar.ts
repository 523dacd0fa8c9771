/** How a part of a bar is filled. Patterns tell apart parts that share a colour. */
export const PATTERNS = ["solid", "stripes", "dots", "lines", "backstripes", "outline"] as const;

export interface Fill {
  /** A CSS colour. */
  colour: string;
  pattern: (typeof PATTERNS)[number];
}

/** A part of a stacked bar. */
export interface Segment {
  key: string;
  /** The height of the part in the unit of the axis, above 0. */
  value: number;
  fill: Fill;
}

export interface Bar {
  key: string;
  /** The bar's label on the axis, which is shown only for some bars when there are many. */
  axisLabel: string;
  /** The bar's name, then its figures: `["Sat 14 Nov", "$38.10", "41 jobs"]`. */
  reading: readonly [string, ...string[]];
  /** The height of the bar in the unit of the axis, at least 0. */
  value: number;
  /** Whether the bar's period, such as the current day, is not over yet. The axis then says "so far". */
  isPartial: boolean;
  /** The parts of the bar from bottom to top, which add up to its value; absent when it has one part. */
  segments?: readonly Segment[];
  /** The value of the period that the bar is compared with, which is drawn behind it. */
  comparedValue?: number | null;
  /** Whether a line separates the bar from the one before, such as on the first day of a month. */
  isSeparated?: boolean;
}

export interface Tick {
  value: number;
  label: string;
}
