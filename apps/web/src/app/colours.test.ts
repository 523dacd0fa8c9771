import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

/** The colours of `globals.css`: name → [light, dark]. */
const COLOURS = new Map(
  [...css.matchAll(/--color-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, [light, dark]] as const,
  ),
);

/** The relative luminance of a colour, as WCAG defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(name: string, other: string, theme: 0 | 1): number {
  const [dark = 0, light = 0] = [name, other]
    .map((colour) => luminance(COLOURS.get(colour)?.[theme] ?? ""))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT_PAIRS = [
  ...["ink", "muted", "accent"].flatMap((text) =>
    ["canvas", "surface", "sunken"].map((ground) => [text, ground] as const),
  ),
  ...["ok", "warning", "danger"].flatMap((text) =>
    ["canvas", "surface", `${text}-soft`].map((ground) => [text, ground] as const),
  ),
  ...["warning-soft", "danger-soft"].flatMap((ground) =>
    ["ink", "muted"].map((text) => [text, ground] as const),
  ),
  ["accent", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
] as const;

const DRAWN_PAIRS = [
  ...["bar", "bar-strong", "ok", "warning", "danger", "field", "swatch-neutral"],
  ...Array.from({ length: 8 }, (_, index) => `swatch-${index + 1}`),
].flatMap((drawn) => ["surface", "canvas", "sunken"].map((ground) => [drawn, ground] as const));

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("on the %s theme", (_, theme) => {
  test.each(TEXT_PAIRS)("%s on %s has a contrast of 4.5 to 1", (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(DRAWN_PAIRS)("%s on %s has a contrast of 3 to 1", (drawn, ground) => {
    expect(contrast(drawn, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
