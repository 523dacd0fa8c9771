import { isId, type OperatorProject } from "@ai-cost/db";
import { isMonth, Refusal } from "@ai-cost/domain";

/** The project and the month at which an interrupted rebuild continues. */
export interface RebuildStart {
  projectId: string;
  /** The UTC month, `YYYY-MM`. */
  month: string;
}

/** Parses a text such as `ID/YYYY-MM`. Throws a Refusal for any other text. */
export function parseRebuildStart(text: string): RebuildStart {
  const [projectId = "", month = "", ...rest] = text.split("/");
  if (isId(projectId) && isMonth(month) && rest.length === 0) return { projectId, month };
  throw new Refusal(
    `"${text}" is not the id of a project and a month, such as 01980000-0000-7000-8000-000000000005/2026-03.`,
  );
}

interface RebuildTurn {
  project: OperatorProject;
  /** The index of the project in the list of all projects. */
  index: number;
  /**
   * The first month to rebuild. If it is undefined, the rebuild starts with the oldest month of the
   * project.
   */
  firstMonth: string | undefined;
}

/**
 * Returns the projects that are left to rebuild: all of them, or those from `start` on. Throws a Refusal
 * if the project of `start` does not exist.
 */
export function projectsFrom(
  projects: readonly OperatorProject[],
  start: RebuildStart | null,
): RebuildTurn[] {
  const all = projects.map((project, index) => ({ project, index, firstMonth: undefined }));
  if (start === null) return all;
  const first = projects.findIndex(({ id }) => id === start.projectId);
  if (first === -1) throw new Refusal(`There is no project ${start.projectId} in this database.`);
  return all
    .slice(first)
    .map((turn, place) => (place === 0 ? { ...turn, firstMonth: start.month } : turn));
}
