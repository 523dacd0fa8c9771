import { cpus, totalmem } from "node:os";

export interface Machine {
  platform: string;
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
}

/** This machine, on which the figures of a report were measured. */
export const machine = (): Machine => ({
  platform: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memoryGiB: totalmem() / 1024 ** 3,
  node: process.versions.node,
});

/** The machine as text, such as `AMD EPYC, 2 cores, 23.5 GiB, linux x64, Node 20.20.2`. */
export const machineText = ({ processor, cores, memoryGiB, platform, node }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGiB.toFixed(1)} GiB, ${platform}, Node ${node}`;

export const today = (): string => new Date().toISOString().slice(0, 10);
