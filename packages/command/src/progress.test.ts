import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "./progress";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const HALF = "50 %";
const half = () => HALF;
const CLEARED = "\r\x1b[2K";

const progressOn = (isTTY: boolean) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  return { progress: createProgress(output), written: () => String(output.read() ?? "") };
};

test("a terminal gets one line that is redrawn and that gives way to other lines", () => {
  const { progress, written } = progressOn(true);
  progress.update(half);
  expect(written()).toBe("");
  vi.advanceTimersByTime(150);
  progress.update(half);
  progress.say("line 7: the time is empty");
  expect(written()).toBe(`${CLEARED}${HALF}${CLEARED}line 7: the time is empty\n`);
  progress.clear();
  expect(written()).toBe("");
});

test("a file or a pipe gets a line every five seconds and no control characters", () => {
  const { progress, written } = progressOn(false);
  for (let seconds = 1; seconds <= 11; seconds += 1) {
    vi.advanceTimersByTime(1000);
    progress.update(half);
  }
  progress.clear();
  expect(written()).toBe(`${HALF}\n${HALF}\n`);
});
