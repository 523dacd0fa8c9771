"use client";

import { useSelectedLayoutSegments } from "next/navigation";
import { formatShortId } from "@/lib/format";
import { Breadcrumb, type Crumb } from "./breadcrumb";
import { useCostPath } from "./kept-view";
import { NAVIGATION, productPath } from "./navigation";
import type { Project } from "./project-switcher";

const ENTRIES = NAVIGATION.flatMap(({ entries }) => entries);

/** The crumbs that follow the product's name, from the path segments after the product id. */
function pageCrumbs(projectId: string, [segment, part]: readonly string[]): Crumb[] {
  if (segment === "pipelines" && part)
    return [
      { label: "Pipelines", href: productPath(projectId, segment) },
      { label: `Run …${formatShortId(part)}` },
    ];
  if (segment === "send-usage" && part === "import")
    return [
      { label: "Send usage", href: productPath(projectId, segment) },
      { label: "Import a file" },
    ];
  const entry = ENTRIES.find((candidate) => candidate.segment === segment);
  return entry ? [{ label: entry.label }] : [];
}

/** The breadcrumb of a product's page, such as `Products / Atlas / AI Cost & Budget`. */
export function ProductBreadcrumb({ project }: { project: Project }) {
  const segments = useSelectedLayoutSegments();
  const costPath = useCostPath(project.projectId);
  return (
    <Breadcrumb
      crumbs={[
        { label: "Products", href: "/dashboard" },
        { label: project.name, href: costPath },
        ...pageCrumbs(project.projectId, segments),
      ]}
    />
  );
}
