import type { RouterInputs, RouterOutputs } from "@ai-cost/api";
import type { AlertChannel } from "@/app/dashboard/_budgets/outputs";

export type { AlertChannel as Channel } from "@/app/dashboard/_budgets/outputs";
export type MailSettings = RouterOutputs["alerts"]["channels"]["mail"];
export type Delivery = NonNullable<AlertChannel["lastDelivery"]>;
export type Alert = RouterOutputs["alerts"]["list"][number];
export type AlertMessage = Alert["messages"][number];
export type AlertState = NonNullable<RouterInputs["alerts"]["list"]["state"]>;
export type AlertKind = Alert["kind"];
export type NewChannel = Omit<RouterInputs["alerts"]["addChannel"], "projectId">;
export type AddedChannel = RouterOutputs["alerts"]["addChannel"];
export type ChannelChange = Omit<RouterInputs["alerts"]["setChannel"], "projectId">;
