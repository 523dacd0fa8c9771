"use client";

import { canReadAuditTrail } from "@ai-cost/domain";
import type { Project } from "../ai-cost/outputs";
import { Changes } from "./changes";

interface AuditTrailProps {
  project: Project;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
}

/** The page that shows who changed what in a product, to roles that may read it. */
export function AuditTrail({ project, asOf }: AuditTrailProps) {
  const { projectId, name, role } = project;
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="font-semibold text-2xl">Audit trail</h1>
        <p className="wrap-anywhere text-muted">
          Who changed what in <bdi>{name}</bdi>: its budget, members, keys, prices and agent names.
        </p>
      </header>
      {canReadAuditTrail(role) ? (
        <Changes projectId={projectId} asOf={asOf} />
      ) : (
        <p className="text-muted">Only owners and admins can read the audit trail.</p>
      )}
    </div>
  );
}
