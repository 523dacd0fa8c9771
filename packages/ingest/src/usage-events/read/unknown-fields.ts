const SHOWN_FIELDS = 10;
const SHOWN_CHARACTERS = 60;

/** The names of the fields that mean nothing here, the first few and cut: one may be misspelt. */
export const unknownFields = (
  fields: Record<string, unknown>,
  isKnown: (field: string) => boolean,
): string[] =>
  Object.keys(fields)
    .filter((field) => !isKnown(field))
    .slice(0, SHOWN_FIELDS)
    .map((field) => field.slice(0, SHOWN_CHARACTERS));
