import type { RouterOutputs } from "@ai-cost/api";
import type { ReactNode } from "react";
import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { columnFraction, Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Tokens } from "@/components/figure/tokens";
import { Card, CardHeader } from "@/components/layout/card";
import {
  Cell,
  type Column,
  CountUnit,
  Row,
  RowHeader,
  Table,
  Unit,
} from "@/components/table/table";
import { formatInteger, formatShare } from "@/lib/format";
import { usageLabel } from "../../../ai-cost/usage/usage-values";

type Run = RouterOutputs["pipelineRuns"]["get"];

/** What the run's cost consists of, by agent type and by model. */
export function RunBreakdown({ run }: { run: Run }) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <Parts
        title="By agent type"
        countLabel="Jobs"
        parts={run.agentTypes.map((part) => ({
          ...part,
          key: part.agentType,
          name: <AgentTypeLabel agentType={part.agentType} />,
          count: part.jobs,
        }))}
      />
      <Parts
        title="By model"
        countLabel="Calls"
        parts={run.models.map((part) => ({
          ...part,
          key: part.model,
          name: <span className="wrap-anywhere">{usageLabel("model", part.model)}</span>,
          count: part.calls,
        }))}
      />
    </div>
  );
}

interface Part {
  key: string;
  name: ReactNode;
  /** The number of jobs or of calls. */
  count: number;
  inputTokens: number;
  outputTokens: number;
  cost: number;
  pctOfTotal: number;
  unpricedCharges: number;
}

interface PartsProps {
  title: "By agent type" | "By model";
  countLabel: "Jobs" | "Calls";
  parts: readonly Part[];
}

function Parts({ title, countLabel, parts }: PartsProps) {
  const columns: readonly Column[] = [
    { label: title === "By model" ? "Model" : "Agent type" },
    { label: countLabel, align: "right" },
    { label: "Tokens", align: "right" },
    { label: "Proportion", hidden: true },
    { label: "Cost", align: "right" },
    { label: "Share", align: "right" },
  ];
  const fraction = columnFraction(parts.map(({ cost }) => cost));
  const largestPct = Math.max(...parts.map(({ pctOfTotal }) => pctOfTotal));
  const noun = countLabel === "Jobs" ? "job" : "call";
  return (
    <Card aria-label={title} className="overflow-hidden">
      <CardHeader title={title} />
      <Table caption={`The run ${title.toLowerCase()}, most expensive first`} columns={columns}>
        {parts.map((part) => (
          <Row key={part.key}>
            <RowHeader>{part.name}</RowHeader>
            <Cell align="right">
              <span className="tabular-nums">{formatInteger(part.count)}</span>
              <CountUnit count={part.count} noun={noun} />
            </Cell>
            <Cell align="right">
              <Tokens count={part.inputTokens + part.outputTokens} />
              <CountUnit count={part.inputTokens + part.outputTokens} noun="token" />
            </Cell>
            <Cell phone="full" className="@2xl/table:w-1/6">
              <ShareBar pct={largestPct === 0 ? 0 : (part.pctOfTotal / largestPct) * 100} />
            </Cell>
            <Cell phone="figure" align="right" className="font-medium">
              <Money dollars={part.cost} atLeast={part.unpricedCharges > 0} fraction={fraction} />
            </Cell>
            <Cell align="right" className="text-muted tabular-nums">
              {formatShare(part.pctOfTotal)}
              <Unit>of the run</Unit>
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
