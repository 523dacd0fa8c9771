export { agentTypeOfName } from "./agent-type-of-name";
export * from "./agent-types";
export * from "./budget";
export * from "./money";
export * from "./periods";
export * from "./reported-names";
export * from "./roles";
export * from "./series";
export * from "./statuses";
