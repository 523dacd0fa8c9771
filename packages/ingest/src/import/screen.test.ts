import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Screen } from "./screen";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const HALF = { readBytes: 1, sizeBytes: 2, rowsRead: 5, bad: 0 };
const BAR = "[############------------]  50 %  5 rows";
const CLEARED = "\r\x1b[2K";

const screenOn = (isTTY: boolean) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  return { screen: new Screen(output), written: () => String(output.read() ?? "") };
};

test("a terminal gets a bar that is drawn over and gives way to lines", () => {
  const { screen, written } = screenOn(true);
  screen.show(HALF);
  expect(written()).toBe("");
  vi.advanceTimersByTime(150);
  screen.show(HALF);
  screen.sayProblem(7, "the time is empty");
  expect(written()).toBe(`${CLEARED}${BAR}${CLEARED}line 7: the time is empty\n`);
  screen.clear();
  expect(written()).toBe("");
});

test("a file or pipe gets a line every five seconds and no control characters", () => {
  const { screen, written } = screenOn(false);
  for (let seconds = 1; seconds <= 11; seconds += 1) {
    vi.advanceTimersByTime(1000);
    screen.show(HALF);
  }
  screen.clear();
  expect(written()).toBe(`${BAR}\n${BAR}\n`);
});
