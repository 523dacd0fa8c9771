import { canReadAuditTrail, type Role } from "@ai-cost/domain";
import {
  Bell,
  Cable,
  Coins,
  GitBranch,
  History,
  LayoutGrid,
  type LucideIcon,
  Tags,
  TrendingUp,
  Users,
  WalletCards,
} from "lucide-react";

interface Entry {
  label: string;
  icon: LucideIcon;
}

/** A page of the product. */
interface PageEntry extends Entry {
  /** The path segment after the product id. */
  segment: string;
  /** Whether a role may open the page; absent when every member may. */
  mayOpen?: (role: Role) => boolean;
}

/** A page of the host application, in which AI Cost is one section. */
interface HostEntry extends Entry {
  segment: null;
  /** What stands for the entry when the host application is not known. */
  withoutHost: "text" | "nothing";
}

export type NavigationEntry = PageEntry | HostEntry;

interface NavigationSection {
  heading: string | null;
  entries: readonly NavigationEntry[];
}

/** The path segment of the cost page. */
export const COST_SEGMENT = "ai-cost";

/** The path segment of the page of alerts. */
export const ALERTS_SEGMENT = "alerts";

/** The entries of a product's sidebar, from top to bottom. */
export const NAVIGATION: readonly NavigationSection[] = [
  {
    heading: null,
    entries: [
      { label: "Overview", icon: LayoutGrid, segment: null, withoutHost: "nothing" },
      { label: "Pipelines", icon: GitBranch, segment: "pipelines" },
    ],
  },
  {
    heading: "Operations",
    entries: [
      { label: "Revenue & Growth", icon: TrendingUp, segment: null, withoutHost: "text" },
      { label: "AI Cost & Budget", icon: Coins, segment: COST_SEGMENT },
      { label: "Budgets", icon: WalletCards, segment: "budgets" },
      { label: "Alerts", icon: Bell, segment: ALERTS_SEGMENT },
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

export const productPath = (projectId: string, segment = COST_SEGMENT): string =>
  `/dashboard/products/${projectId}/${segment}`;
