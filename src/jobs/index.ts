import { z } from 'zod';
import type { Instant } from '../domain/conversation';
import type { HomeTarget } from '../ports/people';
import type { ChannelRef } from '../ports/rows';
import type { PumpTarget, Wake } from '../ports/store';

/** What runs when a job wakes. One handler per kind of `Wake`; all of them may be repeated at any point. */
export interface Handlers {
  pump(target: PumpTarget): Promise<void>;
  file(mailboxId: string): Promise<void>;
  spread(mailboxId: string): Promise<void>;
  catchUp(channel: ChannelRef, since: Instant): Promise<void>;
  home(target: HomeTarget): Promise<void>;
}

const channel = z.object({ installationId: z.uuid(), channel: z.string().min(1) });
const person = z.object({ installationId: z.uuid(), personId: z.uuid() });
const payloads = {
  pump: z.union([channel, person]),
  home: person,
  spread: z.object({ mailboxId: z.uuid() }),
  file: z.object({ mailboxId: z.uuid() }),
  catchUp: z.object({ channel, since: z.string() }),
};

/** The explicit list: graphile-worker's task name -> what it does. */
export function taskList(handlers: Handlers): Record<Wake['job'], (payload: unknown) => Promise<void>> {
  return {
    pump: (payload) => handlers.pump(payloads.pump.parse(payload)),
    home: (payload) => handlers.home(payloads.home.parse(payload)),
    spread: (payload) => handlers.spread(payloads.spread.parse(payload).mailboxId),
    file: (payload) => handlers.file(payloads.file.parse(payload).mailboxId),
    catchUp: (payload) => {
      const gap = payloads.catchUp.parse(payload);
      return handlers.catchUp(gap.channel, gap.since);
    },
  };
}
