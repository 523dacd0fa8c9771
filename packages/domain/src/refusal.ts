/** An error that a person can correct. Its message is one clear sentence, and nothing else is printed. */
export class Refusal extends Error {
  readonly isRefusal = true;
}
