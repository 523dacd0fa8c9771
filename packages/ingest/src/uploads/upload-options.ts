import { type Decimal, parseDecimal } from "@ai-cost/domain";
import { z } from "zod";
import type { FieldSource, Mapping, ReadOptions, TextOptions } from "../files/mapping";
import type { OverlapRule } from "../files/overlap/plan-summed-import";

// Each message continues a sentence that starts with the label of the field in the import form.

/** A column, a sum of columns `A+B`, or `=VALUE` for all rows. */
const sourceSchema = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(1000, "is too long")
  .transform((text): FieldSource => {
    if (!text.startsWith("=")) return { column: text };
    return { value: text.slice(1).trim() };
  })
  .refine((source) => "column" in source || source.value !== "", 'needs a value after the "="');

const countSchema = sourceSchema.refine(
  (source) => "column" in source || /^\d{1,12}$/.test(source.value),
  'needs a whole number after the "=", such as =0',
);

const priceSchema = z.string().transform((text, context): Decimal => {
  const price = parseDecimal(text.trim());
  if (price) return price;
  context.addIssue("must be US dollars per million tokens, such as 3 or 0.15");
  return z.NEVER;
});

const mappingSchema = z.strictObject({
  time: sourceSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  cacheReadTokens: countSchema.nullable().default(null),
  cacheWriteTokens: countSchema.nullable().default(null),
  reasoningTokens: countSchema.nullable().default(null),
  audioInputTokens: countSchema.nullable().default(null),
  audioOutputTokens: countSchema.nullable().default(null),
  serviceTier: sourceSchema.nullable().default(null),
  batch: sourceSchema.nullable().default(null),
  model: sourceSchema.nullable().default(null),
  provider: sourceSchema.nullable().default(null),
  agentType: sourceSchema.nullable().default(null),
  run: sourceSchema.nullable().default(null),
  cost: sourceSchema.nullable().default(null),
} satisfies Record<keyof Mapping, z.ZodType<FieldSource | null>>);

const pricesSchema = z.strictObject({
  inputUsdPerMillion: priceSchema,
  cacheReadUsdPerMillion: priceSchema.optional(),
  cacheWriteUsdPerMillion: priceSchema.optional(),
  outputUsdPerMillion: priceSchema,
});

const textOptions = {
  ignoredColumns: z.array(z.string()).max(1000).default([]),
  dateOrder: z.enum(["mdy", "dmy", "ymd"]).nullable().default(null),
  decimalSign: z.enum(["dot", "comma"]).nullable().default(null),
} satisfies Record<keyof TextOptions, z.ZodType>;

/** How a file is read. All options may be absent for a file in a recognised format. */
export const uploadOptionsSchema = z
  .strictObject({
    ...textOptions,
    /** The columns of a file in no recognised format; null for a file in a recognised format. */
    mapping: mappingSchema.nullable().default(null),
    prices: pricesSchema.nullable().default(null),
    cacheCounts: z.enum(["inside", "beside"]).nullable().default(null),
    /** What to do with sums for days that have other usage of the same provider. */
    overlap: z
      .enum(["refuse", "only missing days", "beside"] satisfies OverlapRule[])
      .default("refuse"),
  })
  .refine(({ mapping, prices }) => !mapping || mapping.cost || mapping.model || prices, {
    message: "Say what the tokens cost: a cost column, a model, or both prices.",
    path: ["mapping"],
  });

export type UploadOptions = z.infer<typeof uploadOptionsSchema>;
/** The options as the import form sends them. */
export type UploadOptionsInput = z.input<typeof uploadOptionsSchema>;

/** The options for a file whose columns are mapped; null for a file in a recognised format. */
export const readOptionsOf = ({ mapping, ...options }: UploadOptions): ReadOptions | null =>
  mapping && { ...options, mapping };
