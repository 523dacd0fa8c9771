/** How much a database holds. */
export interface Amount {
  charges: number;
  projects: number;
}

export const PROJECTS = 200;
export const JOBS_A_RUN = 5;
export const CHARGES_A_JOB = 8;
export const CHARGES_A_RUN = JOBS_A_RUN * CHARGES_A_JOB;
