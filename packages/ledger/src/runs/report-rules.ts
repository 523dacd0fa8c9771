import {
  agentProblem,
  externalIdProblem,
  keyProblem,
  optionalTextProblem,
  timeProblem,
} from "../field-rules";
import type { JobReport, RunReport } from "./reports";

/**
 * Returns the reason why a run report cannot be recorded, as a text that says what to change; null when it
 * can be recorded.
 */
export const runReportProblem = (report: RunReport, now: Date): string | null =>
  keyProblem(report.idempotencyKey) ??
  externalIdProblem("externalId", report.externalId) ??
  optionalTextProblem("trigger", report.trigger, 100) ??
  stateProblem(report, now);

/**
 * Returns the reason why a job report cannot be recorded, as a text that says what to change; null when it
 * can be recorded.
 */
export const jobReportProblem = (report: JobReport, now: Date): string | null =>
  keyProblem(report.idempotencyKey) ??
  externalIdProblem("externalId", report.externalId) ??
  externalIdProblem("runExternalId", report.runExternalId) ??
  agentProblem("", report) ??
  stateProblem(report, now);

const stateProblem = ({ status, startedAt, at }: RunReport | JobReport, now: Date) =>
  optionalTextProblem("status", status, 100) ??
  timeProblem("startedAt", startedAt, now) ??
  timeProblem("at", at, now);
