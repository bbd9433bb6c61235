import type { Terminal } from '../terminal';

const BAR = 24;
/** Redrawn so often at most. */
const EVERY_MS = 100;
/** Without a terminal, a line now and then. */
const LINE_EVERY_MS = 10_000;

export interface Progress {
  total: number;
  delivered: number;
  takenIn: number;
}

/** One line at the bottom of the terminal; into a pipe or a log, a plain line every ten seconds. */
export class ProgressBar {
  private last = 0;

  constructor(
    private readonly terminal: Pick<Terminal, 'note' | 'redraw'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  show(progress: Progress): void {
    const { redraw } = this.terminal;
    const finished = progress.takenIn >= progress.total;
    if (this.now() - this.last < (redraw ? EVERY_MS : LINE_EVERY_MS) && !finished) return;
    this.last = this.now();
    if (redraw) redraw(barLine(progress));
    else this.terminal.note(counted(progress));
  }

  /** Makes room for a line of its own. */
  clear(): void {
    this.terminal.redraw?.('');
    this.last = 0;
  }
}

export function barLine(progress: Progress): string {
  const { total, takenIn } = progress;
  const part = total === 0 ? 1 : Math.min(1, takenIn / total);
  const full = Math.round(part * BAR);
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  return `[${'█'.repeat(full)}${'░'.repeat(BAR - full)}] ${percent} %  ${counted(progress)}`;
}

function counted({ total, delivered, takenIn }: Progress): string {
  return `${takenIn} of ${total} taken in, ${delivered} delivered`;
}
