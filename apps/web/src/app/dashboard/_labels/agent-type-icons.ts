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

/** The icons that the registry of agent types names, by lucide's own names. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
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

/** The icon of that name; a bot for one that is not drawn here. */
export const agentTypeIcon = (name: string): LucideIcon => ICONS[name] ?? Bot;
