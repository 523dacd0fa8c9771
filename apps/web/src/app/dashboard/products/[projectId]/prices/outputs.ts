import type { RouterInputs, RouterOutputs } from "@ai-cost/api";

/** The parts of the procedures' outputs that this page shows. */
export type ModelPriceList = RouterOutputs["modelPrices"]["list"];
export type ModelPrice = ModelPriceList["prices"][number];
export type UnpricedModel = ModelPriceList["unpricedModels"][number];
export type AgentNameList = RouterOutputs["agentNames"]["list"];

/** A price to set, without its product. */
export type NewPrice = Omit<RouterInputs["modelPrices"]["set"], "projectId">;
/** The agent type to set for a name. The empty name sets the default. */
export type NewAgentName = Omit<RouterInputs["agentNames"]["set"], "projectId">;
