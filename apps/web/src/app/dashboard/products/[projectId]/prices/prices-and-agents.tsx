"use client";

import { canConfigureUsage } from "@ai-cost/domain";
import type { Project } from "../ai-cost/outputs";
import { AgentNames } from "./agent-names";
import { ModelPrices } from "./model-prices";

interface PricesAndAgentsProps {
  project: Project;
  /** The server's clock when it made the page. */
  asOf: string;
}

/** What makes a cost of tokens and an agent type of a name, where the product has its own words. */
export function PricesAndAgents({ project, asOf }: PricesAndAgentsProps) {
  const { projectId, name, role } = project;
  const mayChange = canConfigureUsage(role);
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="font-semibold text-2xl">Prices &amp; agents</h1>
        <p className="wrap-anywhere text-muted">
          What tokens cost {name}, and whose work they are.
          {!mayChange && " Owners and admins change it."}
        </p>
      </header>
      <ModelPrices projectId={projectId} mayChange={mayChange} asOf={asOf} />
      <AgentNames projectId={projectId} mayChange={mayChange} />
    </div>
  );
}
