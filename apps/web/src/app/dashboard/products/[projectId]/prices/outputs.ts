import type { RouterInputs, RouterOutputs } from "@ai-cost/api";

/** The types of the procedure outputs that this page shows. */
export type ModelPriceList = RouterOutputs["modelPrices"]["list"];
export type ModelPrice = ModelPriceList["prices"][number];
export type UnpricedModel = ModelPriceList["unpricedModels"][number];
export type PastChargesPreview = RouterOutputs["modelPrices"]["previewPastCharges"];
export type AppliedPrice = RouterOutputs["modelPrices"]["applyToPastCharges"];
export type AgentNameList = RouterOutputs["agentNames"]["list"];

/** The input that sets a price, without the project id. */
export type NewPrice = Omit<RouterInputs["modelPrices"]["set"], "projectId">;
/**
 * The input that sets the agent type of a name, without the project id. The empty name stands for
 * usage reports without a name.
 */
export type NewAgentName = Omit<RouterInputs["agentNames"]["set"], "projectId">;
