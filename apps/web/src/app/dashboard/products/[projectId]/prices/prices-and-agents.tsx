"use client";

import { canConfigureUsage } from "@ai-cost/domain";
import type { Project } from "../ai-cost/outputs";
import { AgentNames } from "./agent-names";
import { ModelPrices } from "./model-prices";

interface PricesAndAgentsProps {
  project: Project;
  /** The server's clock when it rendered the page. */
  asOf: string;
}

/** The product's own prices for models, and its own agent types for names. */
export function PricesAndAgents({ project, asOf }: PricesAndAgentsProps) {
  const { projectId, name, role } = project;
  const mayChange = canConfigureUsage(role);
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="font-semibold text-2xl">Prices &amp; agents</h1>
        <p className="wrap-anywhere text-muted">
          Model prices and agent names of {name}.
          {!mayChange && " Owners and admins can change this."}
        </p>
      </header>
      <ModelPrices projectId={projectId} mayChange={mayChange} asOf={asOf} />
      <AgentNames projectId={projectId} mayChange={mayChange} />
    </div>
  );
}
