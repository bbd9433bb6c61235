/** The points between which a crash is survived; tests kill the process at each of them. */
export const steps = ['fetched', 'stored', 'committed', 'postingIntended', 'posted', 'recorded'] as const;
export type StepName = (typeof steps)[number];
export type Step = (name: StepName) => void;
export const noStep: Step = () => {};
