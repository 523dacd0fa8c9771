"use client";

import { canConfigureUsage } from "@ai-cost/domain";
import type { Project } from "../ai-cost/outputs";
import { AgentNames } from "./agent-names";
import { ModelPrices } from "./model-prices";

interface PricesAndAgentsProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
}

/** The page with the product's own model prices, and its own agent types for reported names. */
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
