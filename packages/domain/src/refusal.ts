/** Something a person can act on: its message is one clear sentence and all that is printed. */
export class Refusal extends Error {
  readonly isRefusal = true;
}
