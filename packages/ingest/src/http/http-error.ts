/**
 * Why a request is not taken, in a sentence for its sender. Nothing of what was sent stands in it.
 */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Further headers of the answer, such as `retry-after`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Exporters give up after ten seconds by default, pauses included. */
const SOON_SECONDS = 2;

/** What cannot be taken now, but can be when it is sent again. */
export const notNow = (message: string): Refusal =>
  new Refusal(503, message, { "retry-after": String(SOON_SECONDS) });
