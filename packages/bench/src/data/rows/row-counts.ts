/** The number of charges and projects in a database. */
export interface RowCounts {
  charges: number;
  projects: number;
}

export const PROJECTS = 200;
export const JOBS_PER_RUN = 5;
export const CHARGES_PER_JOB = 8;
export const CHARGES_PER_RUN = JOBS_PER_RUN * CHARGES_PER_JOB;
