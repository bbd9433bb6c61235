import type { Reply } from '../../src/ui/reply';
import { wordsOf } from '../../src/ui/text';
import { Desk, formIn, readable } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const said = (reply: Reply): string => {
  if (reply.kind === 'notice') return wordsOf(reply.text);
  if (reply.kind === 'done') return reply.text ? wordsOf(reply.text) : '';
  if (reply.kind === 'card') return JSON.stringify(reply.card);
  return JSON.stringify(reply);
};

describe('a click', () => {
  test('given nobody owns it, when Ben takes it, then it is his and the card says it, not a message', async () => {
    const { conversationId } = await desk.arrives();
    expect(await desk.as('ben').click('take', conversationId)).toEqual({ kind: 'done', text: null });
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ben);
    const posts = await desk.posts(conversationId);
    expect(posts.map((post) => post.kind)).toEqual(['card']);
    expect(readable(await desk.content(posts[0]!))).toContain('● Ben Colin'.slice(2));
  });

  test('given it is delivered twice, then it happened once and is answered the same', async () => {
    const { conversationId } = await desk.arrives();
    const [one, two] = await Promise.all([
      desk.as('ben').click('take', conversationId, {}, 'same-click'),
      desk.as('ben').click('take', conversationId, {}, 'same-click'),
    ]);
    expect(one).toEqual({ kind: 'done', text: null });
    expect(two).toEqual(one);
    expect((await desk.history(conversationId)).filter(({ event }) => event.type === 'taken')).toHaveLength(
      1,
    );
  });

  test('given two people take it at once, then one has it and the other is told who', async () => {
    const { conversationId } = await desk.arrives();
    const replies = await Promise.all([
      desk.as('ada').click('take', conversationId),
      desk.as('ben').click('take', conversationId),
    ]);
    const refused = replies.filter((reply) => reply.kind === 'notice');
    expect(refused).toHaveLength(1);
    const { ownerId } = await desk.state(conversationId);
    const owner = ownerId === desk.ids.ada ? 'Ada Brun' : 'Ben Colin';
    expect(said(refused[0]!)).toContain(owner);
  });

  test('given an agent does not own it, then archiving is refused with who can, in their language', async () => {
    const { conversationId } = await desk.arrives();
    expect(said(await desk.as('ada').click('archive', conversationId))).toBe(
      'Cette conversation n’est encore à personne. Prenez-la d’abord, ou demandez à un dispatcheur de le faire (Archiver) : Dana Petit.',
    );
    await desk.as('ben').click('take', conversationId);
    expect(said(await desk.as('ada').click('archive', conversationId))).toBe(
      'Seule la personne assignée ou un dispatcheur peut faire cela (Archiver). Assigné : Ben Colin.',
    );
    expect(said(await desk.as('stranger').click('archive', conversationId))).toMatch(/does not know you/);
  });
});

describe('a form', () => {
  test('given something changed since it opened, then assigning asks first and goes on at the second press', async () => {
    const { conversationId } = await desk.arrives();
    const opened = formIn(await desk.as('dana').click('assign', conversationId));
    await desk.as('ben').click('take', conversationId);
    const asked = await desk.as('dana').submit(opened, { person: desk.ids.ada!, note: 'Please' });
    expect(asked.kind).toBe('replaceForm');
    const again = formIn(asked);
    expect(readable(again.intro)).toContain('Taken by');
    expect(readable(again.fields)).toContain('Please');
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ben);
    expect((await desk.as('dana').submit(again, { person: desk.ids.ada!, note: 'Please' })).kind).toBe(
      'done',
    );
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ada);
  });

  test('given a field is wrong, then it is said at that field and nothing happened', async () => {
    const { conversationId } = await desk.arrives();
    const form = formIn(await desk.as('dana').click('note', conversationId));
    expect(await desk.as('dana').submit(form, { text: '   ' })).toMatchObject({
      kind: 'fieldErrors',
      errors: { text: 'The note is empty. Write what the team should know.' },
    });
    const long = await desk.as('dana').submit(form, { text: 'x'.repeat(3001) });
    expect(readable(long)).toContain('at most 3000 characters');
  });

  test('given a wrong field, then the form comes back as it was filled in, for the version that they saw', async () => {
    const { conversationId } = await desk.arrives();
    const form = formIn(await desk.as('dana').click('assign', conversationId));
    await desk.as('ben').click('take', conversationId);
    const note = 'x'.repeat(3001);
    const wrong = await desk.as('dana').submit(form, { person: desk.ids.ada!, note });
    if (wrong.kind !== 'fieldErrors' || !wrong.form) throw new Error(JSON.stringify(wrong));
    expect(wrong.form.token).toMatchObject({
      action: 'assign',
      conversationId,
      seenVersion: form.token.seenVersion,
    });
    expect(wrong.form.token.nonce).not.toBe(form.token.nonce);
    expect(wrong.form.fields).toMatchObject([{ initial: { value: desk.ids.ada } }, { initial: note }]);
    // What Ben did meanwhile is still news to her.
    expect(await desk.as('dana').submit(wrong.form, { person: desk.ids.ada!, note: 'Please' })).toMatchObject(
      {
        kind: 'replaceForm',
      },
    );
  });

  test('given the note is in, then it stands in the thread and is no part of the history’s text', async () => {
    const { conversationId } = await desk.arrives();
    const form = formIn(await desk.as('dana').click('note', conversationId));
    await desk.as('dana').submit(form, { text: 'Call her back' });
    await desk.as('dana').submit(form, { text: 'Call her back' });
    const posts = await desk.posts(conversationId);
    expect(posts.map((post) => post.kind)).toEqual(['card', 'note']);
    expect(readable(await desk.content(posts[1]!))).toContain('Call her back');
    expect(readable(await desk.history(conversationId))).not.toContain('Call her back');
  });
});

describe('reading', () => {
  test('given Ada reads it, then history says who opened it, once, and the card names her', async () => {
    const { conversationId } = await desk.arrives({ text: 'The whole story' });
    const page = formIn(await desk.as('ada').click('read', conversationId));
    expect(readable(page)).toContain('The whole story');
    expect(page.submit).toBeNull();
    await desk.as('ada').click('read', conversationId);
    const history = formIn(await desk.as('ben').click('history', conversationId));
    expect(readable(history).match(/Opened by/g)).toHaveLength(1);
    const [card] = await desk.posts(conversationId);
    expect(readable(await desk.content(card!))).toContain('Ada Brun');
  });

  test('given several emails, then Read beside one of them opens that one', async () => {
    const first = await desk.arrives({ id: 'one@client.test', text: 'The first words' });
    await desk.arrives({ inReplyTo: 'one@client.test', text: 'The second words' });
    const posts = await desk.posts(first.conversationId);
    const emails = await desk.app.store.transaction((tx) => tx.emails.ofConversation(first.conversationId));
    expect(posts.filter((post) => post.kind === 'email').map((post) => post.ref)).toEqual(
      emails.map((email) => email.id),
    );
    const older = await desk.as('ben').click('read', first.conversationId, { email: emails[0]!.id });
    expect(readable(formIn(older))).toContain('The first words');
    expect(readable(formIn(await desk.as('ben').click('read', first.conversationId)))).toContain(
      'The second words',
    );
  });

  test('given a very long email, then it has parts that lose nothing', async () => {
    const text = Array.from(
      { length: 900 },
      (_, line) => `Line ${line} of a long letter about a chair.`,
    ).join('\r\n');
    const { conversationId } = await desk.arrives({ text });
    const first = formIn(await desk.as('ben').click('read', conversationId));
    expect(readable(first)).toContain('Part ');
    const seen: string[] = [];
    for (let part = 1; part <= 9; part++) {
      const page = formIn(await desk.as('ben').click('readPage', conversationId, { position: 1, part }));
      seen.push(readable(page));
    }
    for (const line of [0, 450, 899]) expect(seen.join('')).toContain(`Line ${line} of`);
  });
});

describe('from the keyboard', () => {
  test('given a mention and a note, then assign does the same as the form, and says so', async () => {
    const { conversationId, number } = await desk.arrives();
    expect(said(await desk.as('dana').command(`assign ${number} @ada please call`))).toBe(
      `#${number} is now assigned to Ada Brun.`,
    );
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ada);
  });

  test('given a typed name, then the member is found; of two, both are named', async () => {
    const { conversationId, number } = await desk.arrives();
    await desk.as('dana').command(`assign ${number} Ben Colin he knows`);
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ben);
    expect(said(await desk.as('dana').command(`assign ${number} Nobody`))).toContain('called “Nobody”');
  });

  test('given no person, then the form opens', async () => {
    const { number } = await desk.arrives();
    expect(formIn(await desk.as('dana').command(`assign ${number}`)).token.action).toBe('assign');
  });

  test.each([
    ['asign 1 @ada', 'Did you mean “assign”'],
    ['assign', 'Write its number'],
    ['assign one @ada', '“one” is not a conversation number'],
    ['show 1 2 3', 'is too much here'],
    ['show 999999', 'There is no conversation #999999'],
  ])('given “%s”, then it is said what is wrong', async (line, sentence) => {
    expect(said(await desk.as('dana').command(line))).toContain(sentence);
  });

  test('given a category by name, accents and case aside, then it is chosen; an unknown one names the accepted', async () => {
    const { conversationId, number } = await desk.arrives();
    await desk.as('dana').command(`qualify ${number} orders`);
    expect((await desk.state(conversationId)).qualificationId).not.toBeNull();
    expect(said(await desk.as('dana').command(`qualify ${number} nonsense`))).toContain(
      'Accepted: Orders, Complaints',
    );
  });

  test('lists show what is whose', async () => {
    const { number } = await desk.arrives({ subject: 'Find me' });
    expect(said(await desk.as('ben').command('unassigned'))).toContain('Find me');
    await desk.as('ben').command(`take ${number}`);
    expect(said(await desk.as('ben').command('mine'))).toContain('Find me');
    expect(said(await desk.as('ada').command('mine'))).not.toContain('Find me');
    expect(said(await desk.as('ben').home())).toContain('Find me');
  });

  test('help names every command', async () => {
    const help = said(await desk.as('ada').command('help'));
    for (const word of [
      'list',
      'mine',
      'unassigned',
      'show',
      'assign',
      'qualify',
      'archive',
      'resolve',
      'reopen',
      'read',
      'history',
    ]) {
      expect(help).toContain(`"command","text":"${word}`);
    }
  });
});

describe('private messages', () => {
  test('given the direct channel was opened once, then it is not asked for again', async () => {
    const { conversationId, number } = await desk.arrives();
    await desk.app.store.transaction((tx) => tx.posts.setChannel(desk.ids.ada!, desk.installationId, 'Dada'));
    await desk.as('dana').command(`assign ${number} @ada`);
    const notice = (await desk.posts(conversationId)).find((post) => post.kind === 'notice');
    expect(notice).toMatchObject({ channel: 'Dada', personId: desk.ids.ada });
  });
});

describe('what people choose for themselves in Home', () => {
  test('given somebody switched private messages off, then they are not told, and told again when on', async () => {
    await desk.as('ben').home({ notices: 'off' });
    const quiet = await desk.arrives();
    await desk.as('dana').command(`assign ${quiet.number} @ben`);
    expect((await desk.posts(quiet.conversationId)).map((post) => post.kind)).not.toContain('notice');
    await desk.as('ben').home({ notices: 'on' });
    const told = await desk.arrives();
    await desk.as('dana').command(`assign ${told.number} @ben`);
    expect((await desk.posts(told.conversationId)).map((post) => post.kind)).toContain('notice');
  });

  test('given another language, then everything is said in it from now on', async () => {
    expect(readable(await desk.as('max').home({ language: 'fr' }))).toContain('Votre file');
    expect(said(await desk.as('max').command('show 999999'))).toContain('Il n’y a pas de conversation');
    await desk.as('max').home({ language: 'en' });
    expect(said(await desk.as('max').command('show 999999'))).toContain('There is no conversation');
  });
});
