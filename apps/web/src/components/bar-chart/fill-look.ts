import type { Fill } from "./bar";

const PATTERN_CLASSES: Readonly<Record<Fill["pattern"], string>> = {
  solid: "bg-current",
  stripes: "pattern-stripes",
  dots: "pattern-dots",
  lines: "pattern-lines",
  backstripes: "pattern-backstripes",
  outline: "pattern-outline",
};

/** The class names and the style of an element that is filled with a colour and a pattern. */
export const fillLook = ({ colour, pattern }: Fill) => ({
  className: `print-exact forced-color-adjust-none ${PATTERN_CLASSES[pattern]}`,
  style: { color: colour },
});
