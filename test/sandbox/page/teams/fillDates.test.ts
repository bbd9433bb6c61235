import { fillDates, fillDateText } from '../../../../sandbox/page/teams/card/fillDates';

const english = { locale: 'en-US', timeZone: 'America/New_York', now: 0 };
const french = { locale: 'fr-FR', timeZone: 'Europe/Paris', now: 0 };

describe('dates of a card', () => {
  it.each([
    ['{{DATE(2026-08-20T23:30:00Z)}}', '8/20/2026', '21/08/2026'],
    ['{{DATE(2026-08-20T23:30:00Z, SHORT)}}', 'Thu, Aug 20, 2026', 'ven. 21 août 2026'],
    ['{{DATE(2026-08-20T23:30:00Z,LONG)}}', 'Thursday, August 20, 2026', 'vendredi 21 août 2026'],
    ['at {{TIME(2026-08-20T21:30:00Z)}}', 'at 5:30\u202fPM', 'at 23:30'],
    ['{{TIME(2026-08-20T23:30:00+02:00)}}', '5:30\u202fPM', '23:30'],
  ])('%s is read in the person’s language and zone', (text, inEnglish, inFrench) => {
    expect(fillDateText(text, english).replace(' PM', '\u202fPM')).toBe(inEnglish);
    expect(fillDateText(text, french)).toBe(inFrench);
  });

  it.each([
    '{{DATE(2026-08-20)}}',
    '{{DATE(2026-99-99T00:00:00Z)}}',
    '{{DATE(now)}}',
    '{{name.value}}',
    '{{TIME(2026-08-20T23:30:00Z, SHORT)}}',
  ])('%s is no date and stays', (text) => {
    expect(fillDateText(text, english)).toBe(text);
  });

  it('changes what is read, and nothing that goes back to the bot', () => {
    const stamp = '{{DATE(2026-08-20T12:00:00Z)}}';
    const card = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: stamp },
        { type: 'FactSet', facts: [{ title: 'Due', value: stamp }] },
        { type: 'Input.Text', id: 'x', value: stamp },
      ],
      actions: [{ type: 'Action.Submit', title: stamp, data: { text: stamp } }],
    };
    expect(fillDates(card, english)).toEqual({
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: '8/20/2026' },
        { type: 'FactSet', facts: [{ title: 'Due', value: '8/20/2026' }] },
        { type: 'Input.Text', id: 'x', value: stamp },
      ],
      actions: [{ type: 'Action.Submit', title: '8/20/2026', data: { text: stamp } }],
    });
  });

  it('gives a card without dates back as it is', () => {
    const card = { type: 'AdaptiveCard', body: [] };
    expect(fillDates(card, english)).toBe(card);
  });
});
