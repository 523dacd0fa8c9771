/** One thing to measure: how fast so many events are taken. */
export interface Lane {
  name: string;
  /** Makes the events ready, so that making them is not measured; what is answered takes them. */
  prepare(events: number): () => Promise<{ seconds: number }>;
}

/** How a lane is driven: so many clients at once, so many events in each request. */
export interface Mode {
  name: string;
  clients: number;
  eventsARequest: number;
}

/** Events in lists of the mode's size. */
export const inRequests = <Event>(events: readonly Event[], { eventsARequest }: Mode): Event[][] =>
  Array.from({ length: Math.ceil(events.length / eventsARequest) }, (_, index) =>
    events.slice(index * eventsARequest, (index + 1) * eventsARequest),
  );
