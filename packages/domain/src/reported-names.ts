/** A project's default agent type stands under it: what reports without an agent's name get. */
export const NO_AGENT_NAME = "";

/** The longest name of an agent that is kept, and so can be said to stand for an agent type; in UTF-16 units. */
export const MAX_AGENT_NAME_LENGTH = 200;

/** What two reported names have in common that mean the same: they differ in case and outer space alone. */
export const foldedName = (name: string): string => name.trim().toLowerCase();
