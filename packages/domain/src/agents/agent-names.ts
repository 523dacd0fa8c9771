/**
 * The agent name under which a project's default agent type is stored. The default applies to reports that
 * name no agent.
 */
export const NO_AGENT_NAME = "";

/** The maximum length of a stored agent name, in UTF-16 code units. A longer name cannot be mapped. */
export const MAX_AGENT_NAME_LENGTH = 200;

/**
 * The form in which agent names are compared, without case and surrounding space: ` Scout ` and `scout` →
 * `scout`.
 */
export const foldedName = (name: string): string => name.trim().toLowerCase();
