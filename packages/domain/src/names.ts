/** Matches one line of text, also an empty one. Postgres and e-mail accept every such text. */
export const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u;
/** Matches a text that a person sees something of. */
export const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;
