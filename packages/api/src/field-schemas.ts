import { emailAddressSchema } from "@ai-cost/auth/email-address";
import { isMonth, ONE_LINE, ROLES, VISIBLE } from "@ai-cost/domain";
import { z } from "zod";

// Input schemas. Each message continues a sentence that begins with the field's name: "projectId is not a
// project id".

export const projectIdSchema = z.uuid("is not a project id");
export const runIdSchema = z.uuid("is not a run id");
export const roleSchema = z.enum(ROLES);
export const emailSchema = emailAddressSchema(
  "is not an e-mail address",
  "must have at most 254 characters",
);
/** A UTC calendar month, `YYYY-MM`. */
export const monthSchema = z.string().refine(isMonth, "is not a month; write YYYY-MM");
/** A UTC day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date("is not a day; write YYYY-MM-DD");
/** One line of text, possibly empty, without surrounding space. */
export const lineSchema = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength, `must be at most ${maxLength} characters`)
    .regex(ONE_LINE, "must be text without control characters");
/** One line of text with at least one visible character. */
export const nameSchema = (maxLength: number) =>
  lineSchema(maxLength).regex(VISIBLE, "must not be empty");
/** A name exactly as the ledger has it, with its spaces. Postgres cannot store a NUL in a text. */
export const recordedNameSchema = (maxLength: number) =>
  z
    .string()
    .min(1, "must not be empty")
    .max(maxLength, `must be at most ${maxLength} characters`)
    .regex(/^[^\0]*$/, "must not contain a NUL character");
const MAX_FILTERED_NAMES = 100;
/** The names that a filter selects, such as agent types. */
export const namesSchema = z
  .array(lineSchema(200))
  .min(1, "must name at least one")
  .max(MAX_FILTERED_NAMES, `must name at most ${MAX_FILTERED_NAMES}`);
/** The agent types and the canonical models to which usage is limited. */
export const usageFilterSchema = z
  .object({ agentTypes: namesSchema.optional(), models: namesSchema.optional() })
  .default({});
/**
 * A number of dollars, which `convert` turns into micro-dollars. The input is refused with `message` when
 * `convert` returns null.
 */
export const microUsdSchema = (convert: (dollars: number) => bigint | null, message: string) =>
  z.number("must be a number of dollars").transform((dollars, context) => {
    const microUsd = convert(dollars);
    if (microUsd !== null) return microUsd;
    context.addIssue(message);
    return z.NEVER;
  });
export const projectInput = z.object({ projectId: projectIdSchema });
/** The most projects that one output lists. */
const PAGE_PROJECTS = 100;
/** The input of a list of the caller's projects: the page, from 1. */
export const projectPageInput = z
  .object({ page: z.int("is not a page number").min(1).max(10_000).default(1) })
  .default({ page: 1 });
export const pageOfProjects = <Project>(projects: readonly Project[], page: number): Project[] =>
  projects.slice((page - 1) * PAGE_PROJECTS, page * PAGE_PROJECTS);
/** The input of a procedure without parameters. */
export const noInput = z.object({}).optional();

// Output schemas.

/** An instant, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();
/** A non-negative integer. `z.int()` would refuse token totals above JavaScript's largest safe integer. */
export const countSchema = z
  .number()
  .nonnegative()
  .refine(Number.isInteger, "is not a whole number");
/** US dollars. */
export const dollarsSchema = z.number();
/** A percentage, 0 to 100, not rounded; more than 100 for an exceeded budget. */
export const percentSchema = z.number().nonnegative();
