import { useState } from "react";
import { columnFraction } from "@/components/figure/money";
import { Button } from "@/components/form/button";
import { Table } from "@/components/table/table";
import type { AgentSpend } from "../../outputs";
import { AgentRow } from "./agent-row";

const COLUMNS = [
  { label: "Agent type" },
  { label: "Runs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Success", align: "right" },
  { label: "Part of the dearest", hidden: true },
  { label: "Cost", align: "right" },
  { label: "Share", align: "right" },
] as const;

const FIRST_ROWS = 15;

/** Who spends it: every agent type, dearest first, with its part of the month. */
export function AgentBreakdown({ agents }: { agents: readonly AgentSpend[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? agents : agents.slice(0, FIRST_ROWS);
  const fraction = columnFraction(shown.map(({ cost }) => cost));
  const dearestPct = agents[0]?.pctOfTotal ?? 0;
  return (
    <>
      <Table caption="Spend by agent type, dearest first" columns={COLUMNS}>
        {shown.map((agent) => (
          <AgentRow
            key={agent.agentType}
            agent={agent}
            partPct={dearestPct === 0 ? 0 : (agent.pctOfTotal / dearestPct) * 100}
            fraction={fraction}
          />
        ))}
      </Table>
      {agents.length > FIRST_ROWS && (
        <div className="border-line border-t p-2 text-center">
          <Button variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? `Show the ${FIRST_ROWS} dearest` : `Show all ${agents.length} agent types`}
          </Button>
        </div>
      )}
    </>
  );
}
