import type postgres from "postgres";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { onStatement } from "../sent-statements";
import { CROSS_PROJECT_STATEMENTS, PORTFOLIO_STATEMENTS } from "./cross-project-statements";
import { endExemption } from "./exemption";
import { tenantPredicateProblems } from "./predicate-problems";

type Options = postgres.Options<Record<string, postgres.PostgresType>>;

/**
 * Replaces the driver with a driver that reports the statements of the application's connections. It
 * does not report the owner's connections, which tests use to prepare and check rows.
 */
vi.mock("postgres", async (importOriginal) => {
  const { default: original } = await importOriginal<{ default: typeof postgres }>();
  const { reportStatement } = await import("../sent-statements");
  const { APP_ROLE } = await import("../../connection/app-role");
  const open = (url: string, options: Options = {}) =>
    original(url, {
      ...options,
      ...(options.connection?.role === APP_ROLE && {
        debug: (_connection: number, text: string, parameters: unknown[]) =>
          reportStatement(text, parameters),
      }),
    });
  return { default: Object.assign(open, original) };
});

/** Whether a statement may read many projects. Some tests send such a statement with EXPLAIN. */
const mayReadManyProjects = (text: string): boolean =>
  [...CROSS_PROJECT_STATEMENTS, ...PORTFOLIO_STATEMENTS].includes(
    text.replace(/^explain \([^)]*\) /, ""),
  );

const texts = new Set<string>();
beforeAll(() => onStatement(({ text }) => texts.add(text)));

/** Checks every statement that the tests of a file have sent. */
afterAll(() => {
  if (endExemption()) return;
  const problems = [...texts].flatMap((text) => {
    const found = tenantPredicateProblems(text, {
      mayReadManyProjects: mayReadManyProjects(text),
    });
    return found.length > 0 ? [{ text, problems: found }] : [];
  });
  expect(problems).toEqual([]);
});
