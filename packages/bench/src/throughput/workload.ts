/** Something that writes events. Its throughput is measured. */
export interface Workload {
  name: string;
  /** Generates the events, so that the measured time does not include it. Returns a function that writes them. */
  prepare(events: number): () => Promise<{ seconds: number }>;
}

/** How a workload is driven. */
export interface LoadProfile {
  name: string;
  /** The number of clients that send at the same time. */
  clients: number;
  eventsPerRequest: number;
}

/** Splits events into the requests of a profile. */
export const inRequests = <Event>(
  events: readonly Event[],
  { eventsPerRequest }: LoadProfile,
): Event[][] =>
  Array.from({ length: Math.ceil(events.length / eventsPerRequest) }, (_, index) =>
    events.slice(index * eventsPerRequest, (index + 1) * eventsPerRequest),
  );
