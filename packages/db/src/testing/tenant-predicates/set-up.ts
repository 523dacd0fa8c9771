import type postgres from "postgres";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { onSent } from "../sent-statements";
import { endExemption } from "./exemption";
import { FANNING_OUT } from "./fanning-out";
import { pinProblems } from "./pin-problems";

type Options = postgres.Options<Record<string, postgres.PostgresType>>;

const APP_ROLE = "ai_cost_app";

/** The driver itself, which tells of what the application's connections send; the owner's are tests' own. */
vi.mock("postgres", async (importOriginal) => {
  const { default: original } = await importOriginal<{ default: typeof postgres }>();
  const { tellSent } = await import("../sent-statements");
  const open = (url: string, options: Options = {}) =>
    original(url, {
      ...options,
      ...(options.connection?.role === APP_ROLE && {
        debug: (_connection: number, text: string, parameters: unknown[]) =>
          tellSent(text, parameters),
      }),
    });
  return { default: Object.assign(open, original) };
});

/** The benchmark asks how they are answered, too. */
const mayFanOut = (text: string): boolean =>
  FANNING_OUT.includes(text.replace(/^explain \([^)]*\) /, ""));

const texts = new Set<string>();
beforeAll(() => onSent(({ text }) => texts.add(text)));

/** Every statement of a file's tests, whichever test sent it. */
afterAll(() => {
  if (endExemption()) return;
  const problems = [...texts].flatMap((text) => {
    const found = pinProblems(text, { mayFanOut: mayFanOut(text) });
    return found.length > 0 ? [{ text, problems: found }] : [];
  });
  expect(problems).toEqual([]);
});
