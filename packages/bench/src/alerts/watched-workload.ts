import { inClients } from "@ai-cost/testing";
import { reportAlone } from "../recording/new-reports";
import { recordAll } from "../recording/recording-workload";
import { inRequests, type LoadProfile, type Workload } from "../throughput/workload";
import type { WatchedProjects } from "./watched-projects";

/** A workload and the processor time that this process has used for it. */
export interface WatchedWorkload extends Workload {
  microsecondsPerCharge(): number;
}

/** A workload that records charges in the projects in turn, and calls `notice` after each commit. */
export function watchedWorkload(
  name: string,
  { tenants }: WatchedProjects,
  profile: LoadProfile,
  notice: (projectId: string) => void,
): WatchedWorkload {
  let microseconds = 0;
  let events = 0;
  return {
    name,
    prepare(charges) {
      const reports = Array.from({ length: charges }, () => reportAlone(new Date()));
      const requests = [...inRequests(reports, profile).entries()];
      return async () => {
        const before = process.cpuUsage();
        const seconds = await inClients(profile.clients, requests, async ([index, batch]) => {
          const tenant = tenants[index % tenants.length];
          if (!tenant) throw new Error("there is no project");
          await recordAll(tenant, batch);
          notice(tenant.projectIds[0] ?? "");
        });
        const { user, system } = process.cpuUsage(before);
        microseconds += user + system;
        events += charges;
        return { seconds };
      };
    },
    microsecondsPerCharge: () => microseconds / events,
  };
}
