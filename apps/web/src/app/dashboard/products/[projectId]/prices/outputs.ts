import type { RouterInputs, RouterOutputs } from "@ai-cost/api";

/** What the page's questions are answered with, by the words of the page. */
export type ModelPriceList = RouterOutputs["modelPrices"]["list"];
export type ModelPrice = ModelPriceList["prices"][number];
export type UnpricedModel = ModelPriceList["unpricedModels"][number];
export type AgentNameList = RouterOutputs["agentNames"]["list"];

/** A price to be set, without the product that it is for. */
export type NewPrice = Omit<RouterInputs["modelPrices"]["set"], "projectId">;
/** A name's agent type to be set; the empty name is the default's. */
export type NewAgentName = Omit<RouterInputs["agentNames"]["set"], "projectId">;
