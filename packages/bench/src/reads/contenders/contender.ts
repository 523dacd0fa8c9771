import type { Read } from "../answer";
import type { QuestionName } from "../question";

/** Something that answers the product's questions from the same rows. */
export interface Contender {
  name: string;
  /** Those that it can answer. */
  reads: Partial<Record<QuestionName, Read>>;
}
