import { z } from "zod";
import { appRouter, type RouterInputs } from "../index";

/** The path of a procedure, such as `aiCost.getMonthlySummary`. */
export type ProcedurePath = {
  [Namespace in keyof RouterInputs]: `${Namespace}.${keyof RouterInputs[Namespace] & string}`;
}[keyof RouterInputs];

export interface Procedure {
  path: ProcedurePath;
  type: "query" | "mutation";
  /** The input as JSON Schema, which cannot express Zod's refinements. */
  input: InputSchema;
  /** The schemas of all texts in the input, by the names of their fields. */
  texts: ReadonlyMap<string, z.ZodType>;
  /** The output schema; undefined when the procedure declares no output. */
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

/**
 * The procedures by path. The cast is necessary because the router's type nests the procedures by
 * namespace and hides their definitions.
 */
const DEFINITIONS = appRouter._def.procedures as unknown as Record<
  ProcedurePath,
  { _def: Definition }
>;

/** All procedures, as the router defines them. */
export const procedures = (): Procedure[] =>
  Object.entries(DEFINITIONS).map(([path, { _def: definition }]) => ({
    path: path as ProcedurePath,
    type: definition.type,
    input: merge(definition.inputs.map(inputSchemaOf)),
    texts: new Map(definition.inputs.flatMap((input) => [...textsIn(input, "input")])),
    output: definition.output,
  }));

const inputSchemaOf = (schema: z.ZodType): InputSchema =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as InputSchema;

/** Finds the schemas of texts within a schema. A text that is transformed is found with its transformation. */
function* textsIn(schema: z.core.$ZodType, field: string): Generator<[string, z.ZodType]> {
  if (schema instanceof z.ZodObject)
    for (const [name, member] of Object.entries(schema.shape)) yield* textsIn(member, name);
  else if (schema instanceof z.ZodArray) yield* textsIn(schema.element, field);
  else if (schema instanceof z.ZodUnion)
    for (const option of schema.options) yield* textsIn(option, field);
  else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    yield* textsIn(schema.unwrap(), field);
  else if (isText(schema) || (schema instanceof z.ZodPipe && isText(schema.in)))
    yield [field, schema as z.ZodType];
  else if (schema instanceof z.ZodPipe) yield* textsIn(schema.in, field);
}

const isText = (schema: z.core.$ZodType): boolean => schema._zod.def.type === "string";

/** Merges the parts of an input: the access checks and the procedure itself each define a part. */
const merge = (schemas: readonly InputSchema[]): InputSchema => ({
  type: "object",
  properties: Object.assign({}, ...schemas.map(({ properties }) => properties ?? {})),
  required: [...new Set(schemas.flatMap(({ required }) => required ?? []))],
});
