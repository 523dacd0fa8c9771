import type { ProjectForWork } from "@ai-cost/db";

interface OfProject {
  project: ProjectForWork;
}

/** The projects of which messages may be due, and how many of their messages are in delivery. */
export interface PendingProjects {
  add(project: ProjectForWork): void;
  /** Claims up to `limit` messages from the projects in turn, with `claimOf` for one of them. */
  claim<Message extends OfProject>(
    limit: number,
    claimOf: (project: ProjectForWork, room: number) => Promise<Message[]>,
  ): Promise<Message[]>;
  /** Ends one delivery of the project. */
  release(project: ProjectForWork): void;
}

/** A project whose receivers hang keeps at most this many deliveries of a process busy. */
const DELIVERIES_OF_PROJECT = 2;
/** The part of the free deliveries that the projects of one person can keep busy. */
const SHARE_OF_PERSON = 1 / 4;

/** What one person may keep busy while so many deliveries are free. Each has at least one. */
const deliveriesOfPerson = (free: number): number =>
  Math.max(1, Math.floor(free * SHARE_OF_PERSON));

export function pendingProjects(): PendingProjects {
  const pending = new Map<string, ProjectForWork>();
  const ofProjects = counter();
  const ofPeople = counter();

  const roomOf = (project: ProjectForWork, free: number): number =>
    Math.min(
      free,
      DELIVERIES_OF_PROJECT - ofProjects.get(project.id),
      deliveriesOfPerson(free) - ofPeople.get(personOf(project)),
    );

  function count(project: ProjectForWork, more: number): void {
    ofProjects.add(project.id, more);
    ofPeople.add(personOf(project), more);
  }

  async function claim<Message extends OfProject>(
    limit: number,
    claimOf: (project: ProjectForWork, room: number) => Promise<Message[]>,
  ): Promise<Message[]> {
    const claimed: Message[] = [];
    for (const project of [...pending.values()]) {
      const room = roomOf(project, limit - claimed.length);
      if (room <= 0) continue;
      // Deleted before the claim: a message that is committed meanwhile adds the project again.
      pending.delete(project.id);
      const messages = await claimOf(project, room).catch((error) => {
        pending.set(project.id, project);
        if (claimed.length === 0) throw error;
        return [];
      });
      if (messages.length === room) pending.set(project.id, project);
      count(project, messages.length);
      claimed.push(...messages);
    }
    return claimed;
  }

  return {
    add: (project) => void pending.set(project.id, project),
    claim,
    release: (project) => count(project, -1),
  };
}

/** A project that nobody owns shares with no other. */
const personOf = ({ id, ownerId }: ProjectForWork): string => ownerId ?? id;

/** Counts by key, and forgets those that are back at zero. */
function counter() {
  const counts = new Map<string, number>();
  const get = (key: string) => counts.get(key) ?? 0;
  return {
    get,
    add(key: string, more: number) {
      const next = get(key) + more;
      if (next > 0) counts.set(key, next);
      else counts.delete(key);
    },
  };
}
