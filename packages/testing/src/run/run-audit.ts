import { execFile } from "node:child_process";
import { CHECKOUT, pnpmCommand } from "@ai-cost/command";
import { type AuditOutcome, auditOutcome } from "./audit-outcome";

const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

/** Asks the registry for known vulnerabilities of the installed packages, for at most a minute. */
export function runAudit(): Promise<AuditOutcome> {
  const { command, args, shell } = pnpmCommand(CHECKOUT, ["audit", "--json"]);
  const options = { cwd: CHECKOUT, shell, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  return new Promise((resolve) => {
    execFile(command, args, options, (_, output) => resolve(auditOutcome(String(output))));
  });
}
