export { FairQueue, type FairQueueOptions, type Leave, QueueRefusal } from "./fair-queue";
export { personParty, projectParty } from "./parties";
export { type RoomLease, SharedRoom, type SharedRoomOptions } from "./shared-room";
