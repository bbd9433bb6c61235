import { createAdmin } from '../../src/db/admin';
import { renderForm } from '../../src/teams/renderForm';
import { Desk, formIn } from './desk';

describe('people without an account where somebody chooses', () => {
  let desk: Desk;
  let zoe: string;
  beforeAll(async () => {
    desk = await Desk.open({ teams: true });
    const set = await createAdmin(desk.source, desk.app.clock).setMember(
      desk.mailboxes.support,
      { user: { platform: 'slack', team: 'T1', user: 'UZOE' }, name: 'Zoé Martin', email: 'zoe@acme.test' },
      { role: 'agent', grants: {} },
      { kind: 'system', id: null },
    );
    if (!set.ok) throw new Error(set.why);
    zoe = set.value.person.id;
  });
  afterAll(() => desk.close());

  test('given Teams finds its own accounts, then the others are offered beside them, and can be chosen', async () => {
    const { conversationId } = await desk.arrives();
    const form = formIn(await desk.as('dana', 'teams').click('assign', conversationId));
    const [field] = form.fields;
    expect(field).toMatchObject({
      kind: 'person',
      offered: [{ value: zoe, label: 'Zoé Martin', detail: 'zoe@acme.test' }],
    });
    expect(JSON.stringify(renderForm(form, { locale: 'en' }).card)).toContain('Zoé Martin – zoe@acme.test');
    await desk.as('dana', 'teams').submit(form, { person: zoe, note: null });
    expect((await desk.state(conversationId)).ownerId).toBe(zoe);
  });

  test('given a refused form comes back, then they are still offered', async () => {
    const { conversationId } = await desk.arrives();
    const dana = desk.as('dana', 'teams');
    const form = formIn(await dana.click('assign', conversationId));
    const refused = await dana.submit(form, { person: { user: 'nobody' }, note: null });
    expect(refused).toMatchObject({
      kind: 'fieldErrors',
      form: { fields: [{ offered: [{ value: zoe }] }, {}] },
    });
  });

  test('given Slack, whose list has every member, then nobody is offered besides', async () => {
    const { conversationId } = await desk.arrives();
    const form = formIn(await desk.as('dana').click('assign', conversationId));
    expect(form.fields[0]).not.toHaveProperty('offered');
  });
});
