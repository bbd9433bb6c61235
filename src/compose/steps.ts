import { noStep, type Step } from '../ports/steps';

/**
 * For tests of survival: kills this very process, as a power cut would, the n-th time that it comes to a step.
 * Configuration refuses it in production.
 */
export function stepsFor(killAt: { step: string; count: number } | null): Step {
  if (!killAt) return noStep;
  let left = killAt.count;
  return (name) => {
    if (name === killAt.step && --left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}
