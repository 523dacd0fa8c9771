"use client";

import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { useState } from "react";
import { swatchColour, swatchOf } from "@/app/dashboard/_labels/swatches";
import { QueryResult } from "@/components/feedback/query-result";
import { formatDollars } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import { trpc } from "@/trpc/client";
import { monthUsageInput } from "../../view";
import type { FilterChoice } from "./filter-choice";

/** With more names than this, the menu has a field that searches them. */
const MAX_UNSEARCHED = 8;
const NO_FILTER = { agentTypes: [], models: [] };

/** The agent types or models of the month on screen, the most expensive first, each with a checkbox. */
export function FilterMenu(props: FilterChoice) {
  const { kind, projectId, view, chosen } = props;
  const input = monthUsageInput(projectId, { ...view, filter: NO_FILTER }, kind);
  const usage = trpc.aiCost.getBreakdown.useQuery(input);
  return (
    <QueryResult query={usage} subject="names" height="min-h-40">
      {({ rows }) => {
        const costs = new Map(rows.map(({ group, cost }) => [group ?? OTHER_AGENT_TYPES, cost]));
        costs.delete(OTHER_AGENT_TYPES);
        // A chosen name need not have usage in this month.
        for (const name of chosen) if (!costs.has(name)) costs.set(name, 0);
        if (costs.size === 0)
          return (
            <p className="p-3 text-muted text-sm">Nothing was used in {formatMonth(view.month)}.</p>
          );
        return <NameList {...props} costs={costs} />;
      }}
    </QueryResult>
  );
}

function NameList(props: FilterChoice & { costs: ReadonlyMap<string, number> }) {
  const { kind, chosen, labelOf, onChange, costs } = props;
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const names = [...costs.keys()].filter(
    (name) => name.toLowerCase().includes(wanted) || labelOf(name).toLowerCase().includes(wanted),
  );
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  return (
    <>
      {costs.size > MAX_UNSEARCHED && (
        <input
          type="search"
          aria-label="Search"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mb-1 h-9 w-full rounded-base border border-field bg-surface px-2 text-base"
        />
      )}
      <ul>
        {names.map((name) => (
          <li key={name}>
            <label className="flex min-h-9 cursor-pointer items-center gap-2 rounded-base px-2 text-sm hover:bg-sunken pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={() => toggle(name)}
                className="size-4 shrink-0 accent-accent"
              />
              <span
                aria-hidden="true"
                className="print-exact size-2.5 shrink-0 rounded-bar"
                style={{ backgroundColor: swatchColour(swatchOf(kind, name)) }}
              />
              <span className="wrap-anywhere min-w-0 flex-1 py-1">{labelOf(name)}</span>
              <span className="text-muted tabular-nums">{formatDollars(costs.get(name) ?? 0)}</span>
            </label>
          </li>
        ))}
      </ul>
      {names.length === 0 && <p className="p-2 text-muted text-sm">No name matches.</p>}
    </>
  );
}
