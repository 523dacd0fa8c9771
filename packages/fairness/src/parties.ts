/** The name of a person in a queue or a shared room. */
export const personParty = (userId: string): string => `person ${userId}`;

/** The name of a project in a queue or a shared room. */
export const projectParty = (projectId: string): string => `project ${projectId}`;
