import { addressWords, serverAddress } from '../../src/cli/serverAddress';

describe('where a mail server is', () => {
  it.each([
    ['imap', 'imap.example.com', undefined, 993, true],
    ['imap', 'imap.example.com:993', undefined, 993, true],
    ['imap', 'imap.example.com:143', undefined, 143, false],
    ['imap', 'imap.example.com:1993', undefined, 1993, true],
    ['imap', 'imap.example.com', 'starttls', 143, false],
    ['imap', 'imap.example.com:143', 'implicit', 143, true],
    ['smtp', 'smtp.example.com', undefined, 465, true],
    ['smtp', 'smtp.example.com:587', undefined, 587, false],
    ['smtp', 'smtp.example.com:25', undefined, 25, false],
    ['imap', '127.0.0.1:20143', undefined, 20143, false],
    ['imap', 'localhost:993', undefined, 993, true],
    ['imap', 'localhost:20143', 'implicit', 20143, true],
    ['imap', '[::1]:20143', 'none', 20143, false],
  ] as const)(
    '%s %s with TLS %s: port %d, TLS from the first byte %s',
    (protocol, words, tls, port, secure) => {
      expect(serverAddress(protocol, words, 'ada', tls)).toMatchObject({ port, secure, user: 'ada' });
    },
  );

  it.each([
    '',
    ':993',
    'imap.example.com:0',
    'imap.example.com:70000',
    'imaps://ada:lantern@imap.example.com',
  ])('does not take "%s", and does not repeat it', (words) => {
    let message = '';
    try {
      serverAddress('imap', words, 'ada', undefined);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/host:port/);
    expect(message).not.toContain('lantern');
  });

  it('lets no password travel in the clear', () => {
    expect(() => serverAddress('imap', 'imap.example.com:143', 'ada', 'none')).toThrow(/on this machine/);
    expect(addressWords(serverAddress('imap', 'imap.example.com:143', 'ada', undefined))).toBe(
      'imap.example.com:143 (STARTTLS)',
    );
    expect(addressWords(serverAddress('imap', 'imap.example.com', 'ada', undefined))).toBe(
      'imap.example.com:993 (TLS)',
    );
    expect(addressWords(serverAddress('imap', '[::1]:143', 'ada', undefined))).toBe(
      '[::1]:143 (this machine)',
    );
  });
});
