/** A method of writing events, whose throughput the benchmark measures. */
export interface Workload {
  name: string;
  /**
   * Generates the events and returns a function that writes them. The measured time does not
   * include the generation.
   */
  prepare(events: number): () => Promise<{ seconds: number }>;
}

/** The number and size of the requests that a workload gets. */
export interface LoadProfile {
  name: string;
  /** The number of clients that send at the same time. */
  clients: number;
  eventsPerRequest: number;
}

/** Splits events into requests of `eventsPerRequest` events each. */
export const inRequests = <Event>(
  events: readonly Event[],
  { eventsPerRequest }: LoadProfile,
): Event[][] =>
  Array.from({ length: Math.ceil(events.length / eventsPerRequest) }, (_, index) =>
    events.slice(index * eventsPerRequest, (index + 1) * eventsPerRequest),
  );
