const MAX_FIELDS = 10;
const MAX_CHARACTERS = 60;

/** The names of an event's fields that have no meaning here, at most ten and each cut: one may be misspelt. */
export const unknownFields = (
  fields: Record<string, unknown>,
  isKnown: (field: string) => boolean,
): string[] =>
  Object.keys(fields)
    .filter((field) => !isKnown(field))
    .slice(0, MAX_FIELDS)
    .map((field) => field.slice(0, MAX_CHARACTERS));
