interface OfProject {
  projectId: string;
}

/** The projects of which messages may be due, and how many of their messages are in delivery. */
export interface PendingProjects {
  add(projectId: string): void;
  /** Claims up to `limit` messages from the projects in turn, with `claimOf` for one of them. */
  claim<Message extends OfProject>(
    limit: number,
    claimOf: (projectId: string, room: number) => Promise<Message[]>,
  ): Promise<Message[]>;
  /** Ends one delivery of the project. */
  release(projectId: string): void;
}

/** A project whose receivers hang keeps at most this many deliveries of a process busy. */
const DELIVERIES_OF_PROJECT = 2;

export function pendingProjects(): PendingProjects {
  const pending = new Set<string>();
  const running = new Map<string, number>();
  const runningOf = (projectId: string) => running.get(projectId) ?? 0;
  const count = (projectId: string, more: number) => {
    const next = runningOf(projectId) + more;
    if (next > 0) running.set(projectId, next);
    else running.delete(projectId);
  };

  async function claim<Message extends OfProject>(
    limit: number,
    claimOf: (projectId: string, room: number) => Promise<Message[]>,
  ): Promise<Message[]> {
    const claimed: Message[] = [];
    for (const projectId of [...pending]) {
      const room = Math.min(DELIVERIES_OF_PROJECT - runningOf(projectId), limit - claimed.length);
      if (room <= 0) continue;
      // Deleted before the claim: a message that is committed meanwhile adds the project again.
      pending.delete(projectId);
      const messages = await claimOf(projectId, room).catch((error) => {
        pending.add(projectId);
        if (claimed.length === 0) throw error;
        return [];
      });
      if (messages.length === room) pending.add(projectId);
      count(projectId, messages.length);
      claimed.push(...messages);
    }
    return claimed;
  }

  return {
    add: (projectId) => void pending.add(projectId),
    claim,
    release: (projectId) => count(projectId, -1),
  };
}
