/** The stored name under which a project keeps its default agent type: for reports that name no agent. */
export const NO_AGENT_NAME = "";

/** The longest agent name that is stored, and so the longest that can be mapped; in UTF-16 code units. */
export const MAX_AGENT_NAME_LENGTH = 200;

/** Names that differ only in case and surrounding space are the same: ` Scout ` and `scout` → `scout`. */
export const foldedName = (name: string): string => name.trim().toLowerCase();
