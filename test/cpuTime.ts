/**
 * Milliseconds of processor that `work` takes, which has to be synchronous: however busy the machine is with other
 * things, what grows faster than its input shows and nothing else does.
 */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
