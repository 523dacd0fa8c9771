import { canReadAuditTrail, type Role } from "@ai-cost/domain";
import {
  Cable,
  Coins,
  GitBranch,
  History,
  LayoutGrid,
  type LucideIcon,
  Tags,
  TrendingUp,
  Users,
} from "lucide-react";

export interface NavigationEntry {
  label: string;
  icon: LucideIcon;
  /**
   * The page's path segment after the product id. Null for a page that is not a part of AI Cost but of
   * the host application, in which AI Cost is one section.
   */
  segment: string | null;
  /** Whether a role may open the page; absent when every member may. */
  mayOpen?: (role: Role) => boolean;
}

interface NavigationSection {
  heading: string | null;
  entries: readonly NavigationEntry[];
}

/** The entries of a product's sidebar, from top to bottom. */
export const NAVIGATION: readonly NavigationSection[] = [
  {
    heading: null,
    entries: [
      { label: "Overview", icon: LayoutGrid, segment: null },
      { label: "Pipelines", icon: GitBranch, segment: "pipelines" },
    ],
  },
  {
    heading: "Operations",
    entries: [
      { label: "Revenue & Growth", icon: TrendingUp, segment: null },
      { label: "AI Cost & Budget", icon: Coins, segment: "ai-cost" },
    ],
  },
  {
    heading: "Settings",
    entries: [
      { label: "Send usage", icon: Cable, segment: "send-usage" },
      { label: "Prices & agents", icon: Tags, segment: "prices" },
      { label: "Members", icon: Users, segment: "members" },
      { label: "Audit trail", icon: History, segment: "audit-trail", mayOpen: canReadAuditTrail },
    ],
  },
];

export const productPath = (projectId: string, segment = "ai-cost"): string =>
  `/dashboard/products/${projectId}/${segment}`;
