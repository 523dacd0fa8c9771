import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { UsageGap } from "../../outputs";
import { NameLimitNotice } from "./name-limit-notice";
import { OverlapNotice } from "./overlap-notice";
import { UsageGapNotice } from "./usage-gap-notice";

afterEach(cleanup);

const aGap = (parts: Partial<UsageGap> = {}): UsageGap => ({
  source: "otlp-traces ai@shop",
  usageGap: "no_counts",
  calls: 312,
  cost: 12.3,
  inputTokens: 0,
  outputTokens: 0,
  ...parts,
});

test.each<[UsageGap["usageGap"], number, RegExp]>([
  [
    "no_counts",
    312,
    /shop \(ai\): 312 calls without token counts, so their cost .* stream_options.include_usage/,
  ],
  ["no_counts", 1, /1 call without token counts, so its cost/],
  ["no_cached_tokens", 2, /2 calls.*never reports.*\$12.30 may be too high, by nine tenths/],
  ["guessed_counts", 2, /2 calls.*guesses.*\$12.30 may be too high or too low/],
])("%s of %i calls is explained", (usageGap, calls, text) => {
  render(<UsageGapNotice gaps={[aGap({ usageGap, calls })]} />);
  expect(screen.getByRole("listitem").textContent).toMatch(text);
});

test("at most five sources are named, the others are counted", () => {
  const gaps = Array.from({ length: 7 }, (_, index) => aGap({ source: `source ${index}` }));
  render(<UsageGapNotice gaps={gaps} />);
  const items = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(items).toHaveLength(6);
  expect(items.at(-1)).toBe("and 2 other sources.");
});

test("overlapping days are named by provider", () => {
  const days = Array.from({ length: 9 }, (_, index) => `2026-11-0${index + 1}`);
  render(
    <OverlapNotice
      overlaps={[
        { provider: "anthropic", days: ["2026-11-24"] },
        { provider: "openai", days },
      ]}
    />,
  );
  expect(document.body.textContent).toContain("anthropic on 24 Nov, and of openai on 1 Nov, 2 Nov");
  expect(document.body.textContent).toContain("7 Nov and 2 more days");
});

test("spend of names beyond the limit is said to count under unknown", () => {
  render(<NameLimitNotice exceeded={[{ kind: "agent_type", lastExceededOn: "2026-11-14" }]} />);
  expect(document.body.textContent).toContain("More new agent types were reported");
  expect(document.body.textContent).toContain("last on 14 Nov");
});
