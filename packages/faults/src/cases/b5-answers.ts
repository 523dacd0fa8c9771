import {
  type InputSchema,
  inputOf,
  PROCEDURE_ACCESS,
  type Procedure,
  procedures,
} from "@ai-cost/api/testing";
import { exchange, inClients } from "@ai-cost/testing";
import { z } from "zod";
import type { FaultCase, Scale } from "../case";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, number> = { short: 200, normal: 3_000, long: 10_000 };
const IN_A_BATCH = 10;
const CLIENTS = 6;

export const answers: FaultCase = {
  id: "B5",
  title: "no procedure answers a key, or a kind of value, that its schema does not name",
  seenRedBy: "projects.list without its output schema",
  async run(rig, scale, random) {
    const found = new Found();
    const estates = [
      await makeEstate(rig, "team", random.fork("team")),
      await makeEstate(rig, "stranger", random.fork("strangers")),
    ] as const;
    const all = procedures().flatMap(({ output, ...procedure }): Answering[] => {
      if (output) return [{ ...procedure, output }];
      found.problem(`${procedure.path} has no output schema`);
      return [];
    });
    const rounds = Math.ceil(SCALES[scale] / IN_A_BATCH);
    await inClients(CLIENTS, Array.from({ length: rounds }), async () => {
      const procedure = random.pick(all as [Answering, ...Answering[]]);
      await askBatch(rig, procedure, random.pick(estates), random, found);
    });
    return {
      hits: found.hits,
      figures: { "answers looked at": found.hits },
      problems: found.problems,
    };
  },
};

type Answering = Procedure & { output: z.ZodType };

async function askBatch(
  { server }: Rig,
  { path, type, output }: Answering,
  estate: Estate,
  random: Random,
  found: Found,
): Promise<void> {
  const inputs = Array.from({ length: IN_A_BATCH }, (_, index) => [
    index,
    { ...inputOf(PROCEDURE_ACCESS[path], estate.ids), ...variation(path, random) },
  ]);
  const text = JSON.stringify(Object.fromEntries(inputs));
  const address = `/api/trpc/${Array(IN_A_BATCH).fill(path).join(",")}?batch=1`;
  const cookie = { cookie: estate.owner.cookie };
  const { text: told } = await exchange(
    server.url,
    type === "query"
      ? { path: `${address}&input=${encodeURIComponent(text)}`, headers: cookie }
      : {
          path: address,
          method: "POST",
          headers: { ...cookie, "content-type": "application/json" },
          body: text,
        },
  );
  for (const answer of JSON.parse(told) as { result?: { data: unknown } }[]) {
    if (!answer.result) continue;
    found.hits += 1;
    const { data } = answer.result;
    const parsed = output.safeParse(data);
    if (!parsed.success) found.problem(`${path}: ${parsed.error.message}`);
    for (const key of surplusKeys(outputSchema(output), data))
      found.problem(`${path} answers ${key}`);
  }
}

/** Other months, and without the cursors, after which there is nothing. */
function variation(path: string, random: Random): Record<string, unknown> {
  const first = random.chance(0.5) ? { before: undefined, after: undefined } : {};
  if (path !== "aiCost.getMonthlySummary") return first;
  return random.chance(0.5) ? { ...first, month: "2026-01" } : first;
}

const outputSchema = (output: z.ZodType): InputSchema =>
  z.toJSONSchema(output, { io: "output", unrepresentable: "any" }) as InputSchema;

/** The keys of a value that its schema does not name, at any depth. */
function surplusKeys(schema: InputSchema | undefined, value: unknown): string[] {
  if (!schema || typeof value !== "object" || value === null) return [];
  if (schema.anyOf) {
    const options = schema.anyOf.map((option) => surplusKeys(option, value));
    return options.sort((one, other) => one.length - other.length)[0] ?? [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => surplusKeys(schema.items, item));
  const { properties = {} } = schema;
  return Object.entries(value).flatMap(([key, member]) =>
    Object.hasOwn(properties, key)
      ? surplusKeys(properties[key], member).map((rest) => `${key}.${rest}`)
      : [key],
  );
}
