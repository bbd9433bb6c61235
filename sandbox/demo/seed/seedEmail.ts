import { composeMail, type Letter } from '../../mail/composeMail';

/** One email of the demo. `at` is when it was written; the source is made when the demo starts. */
export interface SeedEmail {
  id: string;
  to: 'support@atelier-nord.example' | 'ventes@atelier-nord.example';
  from: { name: string; address: string };
  minutesAgo: number;
  /** Written by a program: nobody has it in their Sent folder. */
  automatic?: true;
  build(at: Date): Promise<Buffer>;
}

/** An ordinary letter, composed as a mail client would. The Message-ID follows from `id`, so that others can answer it. */
export function letter(
  about: Omit<SeedEmail, 'build'>,
  content: (at: Date) => Omit<Letter, 'from' | 'to' | 'date' | 'messageId'>,
): SeedEmail {
  return {
    ...about,
    async build(at) {
      const { raw } = await composeMail({
        ...content(at),
        from: about.from,
        to: [about.to],
        date: at,
        messageId: messageIdOf(about),
      });
      return raw;
    },
  };
}

/** For messages that no composer would make: lines joined by CRLF, one character per octet. */
export function byHand(about: Omit<SeedEmail, 'build'>, lines: (at: string) => string[]): SeedEmail {
  return {
    ...about,
    build: async (at) => Buffer.from(lines(at.toUTCString().replace('GMT', '+0000')).join('\r\n'), 'latin1'),
  };
}

export function messageIdOf(email: Pick<SeedEmail, 'id' | 'from'>): string {
  return `<${email.id}.7f3a@${email.from.address.split('@')[1]}>`;
}

export function daysLater(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000);
}
