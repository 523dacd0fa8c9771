const MAX_FIELDS = 10;
const MAX_CHARACTERS = 60;

/**
 * Returns the names of an event's unknown fields: at most ten names, each cut to a maximum length. The
 * response contains them, because a name may be misspelt.
 */
export const unknownFields = (
  fields: Record<string, unknown>,
  isKnown: (field: string) => boolean,
): string[] =>
  Object.keys(fields)
    .filter((field) => !isKnown(field))
    .slice(0, MAX_FIELDS)
    .map((field) => field.slice(0, MAX_CHARACTERS));
