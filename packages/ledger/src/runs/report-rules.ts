import {
  externalIdProblem,
  keyProblem,
  optionalTextProblem,
  timeProblem,
} from "../record/usage-rules";
import type { JobReport, RunReport } from "../types";

/** Why a report of a run cannot be taken, in words that say what to change; null when it can. */
export const runReportProblem = (report: RunReport, now: Date): string | null =>
  keyProblem(report.idempotencyKey) ??
  externalIdProblem("externalId", report.externalId) ??
  optionalTextProblem("trigger", report.trigger, 100) ??
  stateProblem(report, now);

/** The same of a job. */
export const jobReportProblem = (report: JobReport, now: Date): string | null =>
  keyProblem(report.idempotencyKey) ??
  externalIdProblem("externalId", report.externalId) ??
  externalIdProblem("runExternalId", report.runExternalId) ??
  optionalTextProblem("agentType", report.agentType, 100) ??
  optionalTextProblem("agentName", report.agentName || null, 300) ??
  stateProblem(report, now);

const stateProblem = ({ status, startedAt, at }: RunReport | JobReport, now: Date) =>
  optionalTextProblem("status", status, 100) ??
  timeProblem("startedAt", startedAt, now) ??
  timeProblem("at", at, now);
