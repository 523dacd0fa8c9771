import { appRouter } from "@ai-cost/api";
import { z } from "zod";

export interface Procedure {
  /** Such as `aiCost.getMonthlySummary`. */
  path: string;
  type: "query" | "mutation";
  /** What it takes, as JSON Schema; refinements are not in it. */
  input: InputSchema;
  /** What it says that it answers; absent where it says nothing. */
  output: z.ZodType | undefined;
}

export interface InputSchema {
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly InputSchema[];
  items?: InputSchema;
  properties?: Readonly<Record<string, InputSchema>>;
  required?: readonly string[];
}

interface Definition {
  type: Procedure["type"];
  inputs: readonly z.ZodType[];
  output?: z.ZodType;
}

/** The router's types tell what to call, not what a procedure is made of. */
const DEFINITIONS = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;

/** Every procedure of the router, as the router itself says. */
export const procedures = (): Procedure[] =>
  Object.entries(DEFINITIONS).map(
    ([
      path,
      {
        _def: { type, inputs, output },
      },
    ]) => ({
      path,
      type,
      input: merged(inputs.map(inputSchemaOf)),
      output,
    }),
  );

const inputSchemaOf = (schema: z.ZodType): InputSchema =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as InputSchema;

/** Gates and the procedure itself each bring a part of the input. */
const merged = (schemas: readonly InputSchema[]): InputSchema => ({
  type: "object",
  properties: Object.assign({}, ...schemas.map(({ properties }) => properties ?? {})),
  required: [...new Set(schemas.flatMap(({ required }) => required ?? []))],
});
