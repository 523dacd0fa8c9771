/** A project's default agent type stands under it: what reports without an agent's name get. */
export const NO_AGENT_NAME = "";

/** What two reported names have in common that mean the same: they differ in case and outer space alone. */
export const foldedName = (name: string): string => name.trim().toLowerCase();
