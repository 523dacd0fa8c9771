import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { Money } from "@/components/figure/money";
import { ShareBar } from "@/components/figure/share-bar";
import { Tokens } from "@/components/figure/tokens";
import { Cell, CountUnit, Row, RowHeader, Unit } from "@/components/table/table";
import { formatInteger, formatRate, formatShare } from "@/lib/format";
import type { AgentSpend } from "../../outputs";

interface AgentRowProps {
  agent: AgentSpend;
  /** This agent type's cost as a percentage of the most expensive type's cost, 0 to 100. */
  barPct: number;
  fraction: number;
}

export function AgentRow({ agent, barPct, fraction }: AgentRowProps) {
  const { completedJobs, failedJobs } = agent;
  return (
    <Row>
      <RowHeader className="@2xl/table:w-48">
        <AgentTypeLabel agentType={agent.agentType} />
      </RowHeader>
      <Cell align="right">
        <span className="tabular-nums">{formatInteger(agent.totalJobs)}</span>
        <CountUnit count={agent.totalJobs} noun="run" />
      </Cell>
      <Cell align="right" title={tokensTitle(agent)}>
        <Tokens count={agent.totalTokens} />
        <CountUnit count={agent.totalTokens} noun="token" />
      </Cell>
      <Cell align="right" title={jobsTitle(agent)}>
        <span className="tabular-nums">
          {formatRate(completedJobs + failedJobs === 0 ? null : agent.successRate)}
        </span>
        <Unit>ok</Unit>
      </Cell>
      <Cell phone="full" className="@2xl/table:w-2/5">
        <ShareBar pct={barPct} />
      </Cell>
      <Cell align="right" phone="figure" className="font-medium">
        <Money dollars={agent.cost} atLeast={agent.unpricedCharges > 0} fraction={fraction} />
      </Cell>
      <Cell align="right" className="text-muted tabular-nums @max-2xl/table:ml-auto">
        {formatShare(agent.pctOfTotal)}
      </Cell>
    </Row>
  );
}

const jobsTitle = ({ completedJobs, failedJobs }: AgentSpend): string =>
  `${formatInteger(completedJobs)} completed, ${formatInteger(failedJobs)} failed`;

const tokensTitle = ({ inputTokens, outputTokens }: AgentSpend): string =>
  `${formatInteger(inputTokens)} in, ${formatInteger(outputTokens)} out`;
