import type { AgentTypeIcon } from "@ai-cost/domain";
import {
  BookOpen,
  Bot,
  Code,
  DraftingCompass,
  FlaskConical,
  Gauge,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  Package,
  Palette,
  Rocket,
  Scale,
  Shield,
  Telescope,
  TrendingUp,
} from "lucide-react";

/** The icon components by their names in the lucide library. The registry of agent types uses these names. */
export const AGENT_TYPE_ICONS: Readonly<Record<AgentTypeIcon, LucideIcon>> = {
  "book-open": BookOpen,
  bot: Bot,
  code: Code,
  "drafting-compass": DraftingCompass,
  "flask-conical": FlaskConical,
  gauge: Gauge,
  "layout-dashboard": LayoutDashboard,
  megaphone: Megaphone,
  package: Package,
  palette: Palette,
  rocket: Rocket,
  scale: Scale,
  shield: Shield,
  telescope: Telescope,
  "trending-up": TrendingUp,
};
