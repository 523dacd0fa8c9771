import { useState } from "react";
import { columnFraction } from "@/components/figure/money";
import { Button } from "@/components/form/button";
import { OlderRows, type OlderRowsProps } from "@/components/table/older-rows";
import { Table } from "@/components/table/table";
import { formatInteger } from "@/lib/format";
import type { AgentSpend } from "../../outputs";
import { AgentRow } from "./agent-row";

const COLUMNS = [
  { label: "Agent type" },
  { label: "Runs", align: "right" },
  { label: "Tokens", align: "right" },
  { label: "Success", align: "right" },
  { label: "Share of the most expensive", hidden: true },
  { label: "Cost", align: "right" },
  { label: "Share", align: "right" },
] as const;

const FIRST_ROWS = 15;

interface AgentBreakdownProps extends OlderRowsProps {
  /**
   * The agent types, most expensive first. While there are more of them, the last row can be the sum of
   * all others.
   */
  agents: readonly AgentSpend[];
  /** The number of all agent types of the month. */
  agentTypeCount: number;
}

/** The agent types of the month, most expensive first, with their shares of the spend. */
export function AgentBreakdown({ agents, agentTypeCount, ...more }: AgentBreakdownProps) {
  const [isExpanded, setIsExpanded] = useState(false);
  const shown = isExpanded ? agents : agents.slice(0, FIRST_ROWS);
  const fraction = columnFraction(shown.map(({ cost }) => cost));
  const highestPct = Math.max(0, ...shown.map(({ pctOfTotal }) => pctOfTotal));
  return (
    <>
      <Table caption="Spend by agent type, most expensive first" columns={COLUMNS}>
        {shown.map((agent) => (
          <AgentRow
            key={agent.agentType}
            agent={agent}
            barPct={highestPct === 0 ? 0 : (agent.pctOfTotal / highestPct) * 100}
            fraction={fraction}
          />
        ))}
      </Table>
      {isExpanded && (
        <OlderRows label="Show more agent types" subject="other agent types" {...more} />
      )}
      {agents.length > FIRST_ROWS && (
        <div className="border-line border-t p-2 text-center">
          <Button
            variant="quiet"
            aria-expanded={isExpanded}
            onClick={() => setIsExpanded(!isExpanded)}
          >
            {isExpanded
              ? `Show only the top ${FIRST_ROWS}`
              : `Show all ${formatInteger(agentTypeCount)} agent types`}
          </Button>
        </div>
      )}
    </>
  );
}
