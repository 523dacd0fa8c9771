import { isMonth } from "@ai-cost/domain";
import { z } from "zod";

export const projectIdSchema = z.uuid("is not a project id");
export const runIdSchema = z.uuid("is not a run id");
/** A UTC calendar month, `YYYY-MM`. */
export const monthSchema = z.string().refine(isMonth, "is not a month; write YYYY-MM");
/** Text on one line, perhaps none, without the space around it. */
export const lineSchema = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength, `must be at most ${maxLength} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must be text without control characters");
/** A line that shows: neither empty nor made of characters that take no room. */
export const nameSchema = (maxLength: number) =>
  lineSchema(maxLength).regex(/[^\s\p{Default_Ignorable_Code_Point}]/u, "must not be empty");
export const projectInput = z.object({ projectId: projectIdSchema });
/** Of a procedure that asks for nothing. */
export const noInput = z.object({}).optional();

/** An instant on the wire: ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();
/** A whole number from 0; sums of tokens may lie above the integers that Zod calls safe. */
export const countSchema = z
  .number()
  .nonnegative()
  .refine(Number.isInteger, "is not a whole number");
/** US dollars. */
export const dollarsSchema = z.number();
/** A share on a scale of 0 to 100, unrounded. */
export const percentSchema = z.number().nonnegative();
