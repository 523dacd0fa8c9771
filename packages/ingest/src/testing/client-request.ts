/** A request as a client sent it. */
export interface ClientRequest {
  /** The path that it was posted to. */
  POST: string;
  body: unknown;
}
