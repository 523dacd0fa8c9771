import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Screen } from "./screen";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const HALF = "50 %";
const half = () => HALF;
const CLEARED = "\r\x1b[2K";

const screenOn = (isTTY: boolean) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  return { screen: new Screen(output), written: () => String(output.read() ?? "") };
};

test("a terminal gets a line that is drawn over and gives way to lines", () => {
  const { screen, written } = screenOn(true);
  screen.show(half);
  expect(written()).toBe("");
  vi.advanceTimersByTime(150);
  screen.show(half);
  screen.say("line 7: the time is empty");
  expect(written()).toBe(`${CLEARED}${HALF}${CLEARED}line 7: the time is empty\n`);
  screen.clear();
  expect(written()).toBe("");
});

test("a file or pipe gets a line every five seconds and no control characters", () => {
  const { screen, written } = screenOn(false);
  for (let seconds = 1; seconds <= 11; seconds += 1) {
    vi.advanceTimersByTime(1000);
    screen.show(half);
  }
  screen.clear();
  expect(written()).toBe(`${HALF}\n${HALF}\n`);
});
