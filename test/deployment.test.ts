import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const read = (name: string) => readFileSync(join(__dirname, '..', name), 'utf8');

describe('the image', () => {
  const copied = read('Dockerfile')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));

  it('holds nothing of the sandbox, the tests or the benchmarks', () => {
    expect(copied).toContain('src');
    for (const folder of ['.', 'sandbox', 'test', 'bench']) expect(copied).not.toContain(folder);
  });

  it('is given by .dockerignore exactly what the Dockerfile copies', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect([...allowed].sort()).toEqual([...new Set(copied)].sort());
  });

  it('runs in production as an ordinary user and can be asked for its health', () => {
    const last = read('Dockerfile')
      .split(/^FROM /m)
      .at(-1);
    expect(last).toMatch(/NODE_ENV=production/);
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK .*\n.*\/health/m);
  });
});

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'));

  it('needs no variable that .env.example does not explain', () => {
    const wanted = [...read('compose.yaml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name!);
    expect(wanted).toContain('POSTROOM_DB_PASSWORD');
    for (const name of wanted) expect(read('.env.example')).toMatch(new RegExp(`^#? ?${name}=`, 'm'));
  });

  it('lets Postroom run as a role that does not own the tables', () => {
    const { DATABASE_URL, DATABASE_OWNER_URL } = compose.services.postroom.environment;
    expect(DATABASE_URL).toMatch(/^postgres:\/\/postroom:/);
    expect(DATABASE_OWNER_URL).toMatch(/^postgres:\/\/postroom_owner:/);
    const roles = compose.configs.roles.content;
    expect(roles).toContain('CREATE ROLE postroom LOGIN');
    expect(roles).toContain('CREATE DATABASE postroom OWNER postroom_owner');
  });

  it('shows no port to other machines', () => {
    for (const port of compose.services.postroom.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(compose.services.database.ports).toBeUndefined();
  });
});
