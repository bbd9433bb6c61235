import type { StepName } from '../../src/ports/steps';

export const stepsOfPosting: StepName[] = ['postingIntended', 'posted', 'recorded'];
