import { parseDeepLink } from '../../../../sandbox/page/teams/live/deepLink';

describe('links into Teams', () => {
  it.each([
    [
      'https://teams.microsoft.com/l/message/19%3Aa%40thread.tacv2/2?tenantId=t&groupId=g&parentMessageId=1',
      { id: '19:a@thread.tacv2', thread: '1' },
    ],
    ['https://teams.microsoft.com/l/message/19:a@thread.tacv2/2', { id: '19:a@thread.tacv2', thread: '2' }],
    ['https://teams.microsoft.com/l/channel/19%3Aa%40thread.tacv2/support', { id: '19:a@thread.tacv2' }],
  ])('%s opens inside of the page', (address, place) => {
    expect(parseDeepLink(address)).toEqual(place);
  });

  it.each([
    'https://evil.example/l/message/19:a@thread.tacv2/2',
    'https://teams.microsoft.com.evil.example/l/message/a/2',
    'http://teams.microsoft.com/l/message/a/2',
    'https://teams.microsoft.com/l/message/a',
    'https://teams.microsoft.com/l/meetup-join/a/2',
    'https://teams.microsoft.com/%E0%A4%A/message/a/2',
    'no address',
  ])('%s does not', (address) => {
    expect(parseDeepLink(address)).toBeUndefined();
  });
});
