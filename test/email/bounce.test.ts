import { bounceOf } from '../../src/email/bounce';
import { classify } from '../../src/email/classify';
import { parseEmail } from '../../src/mail/parseEmail';
import { cpuTime } from '../cpuTime';

const headers = [
  'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
];
const report = [
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  'Final-Recipient: rfc822; jo@gone.example',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 no such user',
];
const returned = ['--b', 'Content-Type: message/rfc822', ''];
const email = (lines: string[]) => parseEmail(Buffer.from(lines.join('\r\n')));

test('given a report, the email that failed, for whom and why are known', async () => {
  const original = ['From: support@nord.example', 'Message-ID: <one@nord.example>', '', 'Hello', '--b--'];
  const bounced = await email([...headers, '', ...report, ...returned, ...original]);
  expect(classify(bounced).kind).toBe('bounce');
  expect(bounceOf(bounced)).toEqual({
    originalMessageIds: ['one@nord.example'],
    recipients: [
      {
        address: 'jo@gone.example',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 no such user',
      },
    ],
    permanent: true,
  });
});

test('given an answer in words alone, the address under the announcement is the one', async () => {
  const bounced = await email([
    'From: MAILER-DAEMON@mx.example',
    'Subject: failure notice',
    '',
    'Hi. I was not able to deliver your message to the following addresses.',
    '',
    '<jo@gone.example>:',
    '550 5.1.1 no such user',
  ]);
  expect(bounceOf(bounced)).toMatchObject({
    recipients: [{ address: 'jo@gone.example', action: 'failed', status: '5.1.1' }],
    permanent: true,
  });
});

test('given a returned email that begins with sixty thousand empty lines, it is read in no time', async () => {
  const bounced = await email([...headers, '', ...returned, '\n'.repeat(60_000), 'From: x', '', '--b--']);
  expect(bounced.returnedHeaders?.length).toBeGreaterThan(10_000);
  expect(cpuTime(() => bounceOf(bounced))).toBeLessThan(2_000);
});
