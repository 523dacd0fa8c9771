import { createLoader } from "nuqs/server";
import { expect, test } from "vitest";
import { aCharge } from "../../testing/outputs";
import type { Charge } from "../outputs";
import { searchParams } from "../search-params";
import { viewOf } from "../view";
import { allCharges } from "./all-charges";
import type { ExportSource } from "./export-source";

const loadSearchParams = createLoader(searchParams);

interface Input {
  before?: string;
  filter?: { agentTypes?: string[] };
}

/** A procedure that reads pages of 50, and looks through 5,000 charges at most when it has a filter. */
const callerWith = (charges: readonly Charge[]): ExportSource["caller"] => {
  const getRecentTransactions = async ({ before, filter }: Input) => {
    const start = before === undefined ? 0 : charges.findIndex(({ id }) => id === before) + 1;
    const next = charges.slice(start, filter ? start + 5_000 : undefined);
    const types = filter?.agentTypes;
    return next.filter(({ agentType }) => types?.includes(agentType) ?? true).slice(0, 50);
  };
  return { aiCost: { getRecentTransactions } } as unknown as ExportSource["caller"];
};

const chargesOf = (count: number, typeOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) =>
    aCharge({ id: `charge ${index}`, agentType: typeOf(index) }),
  );

async function exported(charges: readonly Charge[], query: string) {
  const params = await loadSearchParams(new URLSearchParams(query));
  const view = viewOf(params, "2026-11-23T00:00:00.000Z");
  const ids: string[] = [];
  const all = await allCharges({ caller: callerWith(charges), projectId: "a", view });
  for await (const { id } of all) ids.push(id);
  return ids;
}

test.each([0, 1, 50, 51, 120])("of %d charges all are exported once", async (count) => {
  const charges = chargesOf(count, () => "research");
  expect(await exported(charges, "")).toEqual(charges.map(({ id }) => id));
});

test("a filter finds charges behind any number of others", async () => {
  const rare = [3, 60, 4_999, 5_000, 12_345, 12_399];
  const charges = chargesOf(12_400, (index) => (rare.includes(index) ? "release" : "research"));
  expect(await exported(charges, "agent=release")).toEqual(rare.map((index) => `charge ${index}`));
  expect(await exported(charges, "agent=testing")).toEqual([]);
});
