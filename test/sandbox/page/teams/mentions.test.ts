import { mentionedIn, piecesOf, teamsSuggestions } from '../../../../sandbox/page/teams/chat/mentions';

const who = [
  { id: 'bot', name: 'Postroom' },
  { id: 'ada', name: 'Ada Moreau' },
  { id: 'adam', name: 'Ada' },
  { id: 'ben', name: 'Ben Okafor' },
];
const commands = [
  { title: 'assign', description: 'assign 142 @person note' },
  { title: 'list', description: 'Conversations' },
];
const offered = (text: string, personal = false) => {
  const { eager, items } = teamsSuggestions({ text, caret: text.length, who, commands, personal });
  return { eager, titles: items.map((one) => one.title) };
};

describe('what is offered while somebody writes', () => {
  it('is everybody after the sign, then those whose name begins so', () => {
    expect(offered('@')).toEqual({ eager: true, titles: ['Postroom', 'Ada Moreau', 'Ada', 'Ben Okafor'] });
    expect(offered('look @ok')).toEqual({ eager: true, titles: ['Ben Okafor'] });
    expect(offered('@ada mo')).toEqual({ eager: true, titles: ['Ada Moreau'] });
  });

  it('is nothing in an address and after a whole sentence', () => {
    expect(offered('mail me at a@b').titles).toEqual([]);
    expect(offered('@Ada Moreau please look').titles).toEqual([]);
  });

  it('is the bot’s commands after its mention, not taken by Enter alone', () => {
    expect(offered('@Postroom ')).toEqual({ eager: false, titles: ['assign', 'list'] });
    expect(offered('@postroom as')).toEqual({ eager: false, titles: ['assign'] });
    expect(offered('@Postroom assign 142 @be')).toEqual({ eager: true, titles: ['Ben Okafor'] });
    expect(offered('@Postroom assign 142 ').titles).toEqual([]);
  });

  it('is the commands without a mention in the personal chat, once something is typed', () => {
    expect(offered('li', true)).toEqual({ eager: false, titles: ['list'] });
    expect(offered('', true).titles).toEqual([]);
    expect(offered('li').titles).toEqual([]);
  });

  it('replaces from where the word began', () => {
    const text = 'hello @be';
    const { items } = teamsSuggestions({ text, caret: text.length, who, commands, personal: false });
    expect(items).toEqual([{ insert: '@Ben Okafor', from: 6, title: 'Ben Okafor', note: undefined }]);
  });
});

describe('whom a text mentions', () => {
  it('takes the longest name, and nobody twice', () => {
    expect(mentionedIn('@Postroom assign 1 @Ada Moreau, @ada Moreau', who)).toEqual(['bot', 'ada']);
    expect(mentionedIn('@Ada Morea', who)).toEqual(['adam']);
    expect(mentionedIn('@Adam @Benny a@Ada.test', who)).toEqual([]);
  });

  it('cuts the text at the mentions and loses no letter', () => {
    const text = 'Hi @Ben Okafor, see @Nobody';
    expect(piecesOf(text, who)).toEqual([
      { text: 'Hi ' },
      { text: '@Ben Okafor', mention: 'ben' },
      { text: ', see @Nobody' },
    ]);
  });
});
