/** A request that a real client sent. */
export interface ClientRequest {
  /** The path that the client posted the request to. */
  POST: string;
  body: unknown;
}
