"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { useCostPath } from "./kept-view";

interface CostLinkProps extends Omit<ComponentProps<typeof Link>, "href"> {
  projectId: string;
}

/** A link to a product's cost page that keeps month, days, tab and, for the same product, the filters. */
export const CostLink = ({ projectId, ...link }: CostLinkProps) => (
  <Link {...link} href={useCostPath(projectId)} />
);
