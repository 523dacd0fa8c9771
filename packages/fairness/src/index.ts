export { addressGroup } from "./address-group";
export {
  FairQueue,
  type FairQueueOptions,
  isQueueRefusal,
  type Leave,
  type QueueRefusal,
} from "./fair-queue";
export { mapInSlices } from "./map-in-slices";
export { personParty, projectParty } from "./parties";
export { type RoomLease, SharedRoom } from "./shared-room";
export { TimeSlice } from "./time-slice";
