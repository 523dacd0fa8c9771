import {
  type InputSchema,
  inputOf,
  PROCEDURE_ACCESS,
  type Procedure,
  procedures,
} from "@ai-cost/api/testing";
import { inClients, sendRaw } from "@ai-cost/testing";
import { z } from "zod";
import { makeFixtures } from "../../access-matrix/actors";
import type { Environment } from "../../environment/environment";
import type { TenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const CALLS = { short: 200, normal: 3_000, long: 10_000 };
const BATCH_SIZE = 10;
const CLIENTS = 6;

faultCase({
  id: "B5",
  title: "no procedure returns a key or a type of value that its output schema does not have",
  seenRedBy: "projects.list without its output schema",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { team, strangers } = await makeFixtures(environment, random);
    const all = procedures().flatMap(({ output, ...procedure }): ProcedureWithOutput[] => {
      if (output) return [{ ...procedure, output }];
      findings.add(`${procedure.path} has no output schema`);
      return [];
    });
    const batches = Math.ceil(CALLS[scale] / BATCH_SIZE);
    await inClients(CLIENTS, Array(batches).keys(), async () => {
      const procedure = random.pick(all as [ProcedureWithOutput, ...ProcedureWithOutput[]]);
      const fixture = random.pick([team, strangers]);
      await callBatch({ environment, procedure, fixture, random, findings });
    });
    return {
      hits: findings.hits,
      figures: { "outputs checked": findings.hits },
      problems: findings.problems,
    };
  },
});

type ProcedureWithOutput = Procedure & { output: z.ZodType };

interface ProcedureResponse {
  result?: { data: unknown };
}

interface Batch {
  environment: Environment;
  procedure: ProcedureWithOutput;
  fixture: TenantFixture;
  random: Random;
  findings: Findings;
}

async function callBatch({
  environment: { server },
  procedure: { path, type, output },
  fixture,
  random,
  findings,
}: Batch): Promise<void> {
  const inputs = Array.from({ length: BATCH_SIZE }, (_, index) => [
    index,
    { ...inputOf(PROCEDURE_ACCESS[path], fixture.ids), ...variation(path, random) },
  ]);
  const input = JSON.stringify(Object.fromEntries(inputs));
  const address = `/api/trpc/${Array(BATCH_SIZE).fill(path).join(",")}?batch=1`;
  const cookie = { cookie: fixture.owner.cookie };
  const { text } = await sendRaw(
    server.url,
    type === "query"
      ? { path: `${address}&input=${encodeURIComponent(input)}`, headers: cookie }
      : {
          path: address,
          method: "POST",
          headers: { ...cookie, "content-type": "application/json" },
          body: input,
        },
  );
  const responses: ProcedureResponse | ProcedureResponse[] = JSON.parse(text);
  // A batch that a busy server refuses has one response without a result.
  for (const { result } of [responses].flat()) {
    if (!result) continue;
    findings.hits += 1;
    const parsed = output.safeParse(result.data);
    if (!parsed.success) findings.add(`${path}: ${parsed.error.message}`);
    for (const key of surplusKeys(jsonSchemaOf(output), result.data))
      findings.add(`${path} returns ${key}`);
  }
}

/** A random change of the input: it leaves out the cursors or chooses a different month. */
function variation(path: string, random: Random): Record<string, unknown> {
  const firstPage = random.chance(0.5) ? { before: undefined, after: undefined } : {};
  if (path !== "aiCost.getMonthlySummary") return firstPage;
  return random.chance(0.5) ? { ...firstPage, month: "2026-01" } : firstPage;
}

const jsonSchemaOf = (output: z.ZodType): InputSchema =>
  z.toJSONSchema(output, { io: "output", unrepresentable: "any" }) as InputSchema;

/** The keys of a value, at any depth, that are not in the value's schema. */
function surplusKeys(schema: InputSchema | undefined, value: unknown): string[] {
  if (!schema || typeof value !== "object" || value === null) return [];
  if (schema.anyOf) {
    const options = schema.anyOf.map((option) => surplusKeys(option, value));
    return options.sort((a, b) => a.length - b.length)[0] ?? [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => surplusKeys(schema.items, item));
  const { properties = {} } = schema;
  return Object.entries(value).flatMap(([key, member]) =>
    Object.hasOwn(properties, key)
      ? surplusKeys(properties[key], member).map((rest) => `${key}.${rest}`)
      : [key],
  );
}
