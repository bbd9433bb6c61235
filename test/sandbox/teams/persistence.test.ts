import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTeams } from '../../../sandbox/teams/startTeams';
import { rehearse, thread } from './recordingBot';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'teams-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('people, teams, chats, messages and settings outlive the process; a cut line does not hurt', async () => {
  const seed = { app: { password: 'kept by who starts it' } };
  const on = await rehearse({ dataDir, seed });
  const support = on.teams.channel('support').id;
  const { id } = await on.teams.as('ada').message('support', 'one');
  await on.teams.as('ada').edit('support', String(id), 'two');
  const { json } = await on.call(
    'POST',
    '/connector/v3/conversations',
    thread(support, { type: 'message', text: 'bot' }),
  );
  const { place } = await on.teams.as('tess').openPersonal();
  await on.teams.administer({ do: 'createChannel', team: 'Acme', name: 'returns' });
  on.teams.settings({ readsChannels: false });
  const before = on.teams.as('tess').state;
  const token = await on.token();
  await on.close();
  appendFileSync(join(dataDir, 'teams.jsonl'), '{"k":"message","id":"x');

  const again = await rehearse({ dataDir, seed });
  const { teams } = again;
  expect(teams.message(support, String(id))).toMatchObject({ text: 'two', edited: true });
  const state = teams.as('tess').state;
  expect(state.messages).toEqual(before.messages);
  expect(state.places).toEqual(before.places);
  expect(state.places.map((one) => one.id)).toContain(place);
  expect(state.settings.readsChannels).toBe(false);
  expect(state.me).toEqual(before.me);

  // The bot goes on where it was, with the token that it has.
  const at = `/connector/v3/conversations/${support}/activities/${json.activityId}`;
  expect((await again.call('PUT', at, { type: 'message', text: 'x' }, { token })).status).toBe(200);
  const { id: newer } = await teams.as('ada').message('support', 'three');
  expect(Number(newer)).toBeGreaterThan(Number(json.activityId));
  await again.close();
});

test('ids are the same in every run', () => {
  const [one, other] = [startTeams(), startTeams()];
  expect(one.as('gus').state.me).toEqual(other.as('gus').state.me);
  expect(one.channel('support').id).toBe(other.channel('support').id);
  expect([one.tenantId, one.appId]).toEqual([other.tenantId, other.appId]);
  expect(one.appPassword).not.toBe(other.appPassword);
});

describe('the key that signs what the bot gets', () => {
  const keyFile = () => join(dataDir, 'teams-signing-key.pem');
  const documentOfARun = async (folder?: string) => {
    const on = await rehearse({ dataDir: folder });
    const document: unknown = await (await fetch(`${on.teams.url}/openid/keys`)).json();
    await on.close();
    return document;
  };

  test('given a data folder, it is the same after a restart, for its owner’s eyes only', async () => {
    const before = await documentOfARun(dataDir);
    expect(await documentOfARun(dataDir)).toEqual(before);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  test('given a file that is no key, a new one takes its place and stays', async () => {
    writeFileSync(keyFile(), '-----BEGIN PRIVATE KEY-----\ncut');
    const before = await documentOfARun(dataDir);
    expect(await documentOfARun(dataDir)).toEqual(before);
  });

  test('given no data folder, every run has its own', async () => {
    expect(await documentOfARun()).not.toEqual(await documentOfARun());
  });
});
