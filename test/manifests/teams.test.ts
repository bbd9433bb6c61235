import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { teamsManifest, teamsPackage } from '../../manifests/teams/teamsPackage';
import { commandWords } from '../../src/app/command';

const folder = join(__dirname, '../../manifests/teams');
const APP = '12345678-abcd-4abc-8abc-123456789abc';
const options = { appId: APP, developer: 'Acme', website: 'https://acme.example' };
const validate = (manifest: unknown) => AppManifestUtils.validateAgainstSchema(manifest as TeamsManifest);

interface Manifest {
  bots: {
    botId: string;
    scopes: string[];
    commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[];
  }[];
  webApplicationInfo: { id: string };
  authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } };
  icons: Record<string, string>;
  [key: string]: unknown;
}
const template = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const french = JSON.parse(readFileSync(join(folder, 'fr.json'), 'utf8')) as Record<string, string>;

/** Width and height of a PNG, which stand at the beginning of its first chunk. */
function sizeOf(png: Buffer | Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('the manifest of the Teams app', () => {
  it('is one that Teams takes, as it lies here and as it is packed', async () => {
    expect(await validate(template)).toEqual([]);
    expect(await validate(teamsManifest(options))).toEqual([]);
  });

  it('would be refused with a mistake in it', async () => {
    const { name: _, ...nameless } = template;
    expect(await validate(nameless)).not.toEqual([]);
    const bots = [{ ...template.bots[0], commandLists: [{ scopes: ['moon'], commands: [] }] }];
    expect(await validate({ ...template, bots })).not.toEqual([]);
  });

  it('is the same app everywhere: its bot, its permissions, itself', () => {
    const packed = teamsManifest(options) as Manifest;
    expect([packed.id, packed.bots[0]!.botId, packed.webApplicationInfo.id]).toEqual([APP, APP, APP]);
  });

  it('asks to hear what is said in channels, and for nothing else', () => {
    expect(template.authorization.permissions.resourceSpecific).toEqual([
      { name: 'ChannelMessage.Read.Group', type: 'Application' },
    ]);
  });

  it('offers commands that exist, in teams and in the personal chat, each explained in both languages', () => {
    const [list] = template.bots[0]!.commandLists;
    expect(list!.scopes).toEqual(template.bots[0]!.scopes);
    for (const [index, { title, description }] of list!.commands.entries()) {
      expect(commandWords).toContain(title);
      expect(description).not.toBe('');
      expect(french[`bots[0].commandLists[0].commands[${index}].description`]).toBeTruthy();
    }
    const keys = Object.keys(french).filter((key) => key.startsWith('bots['));
    expect(keys).toHaveLength(list!.commands.length);
  });

  it('has icons of the sizes that Teams wants', () => {
    expect(sizeOf(readFileSync(join(folder, template.icons.color!)))).toEqual([192, 192]);
    expect(sizeOf(readFileSync(join(folder, template.icons.outline!)))).toEqual([32, 32]);
  });
});

describe('npm run package:teams', () => {
  it('packs the manifest with everything that it names', () => {
    const files = unzipSync(teamsPackage(options));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'fr.json', 'manifest.json', 'outline.png']);
    expect(JSON.parse(new TextDecoder().decode(files['manifest.json']))).toEqual(teamsManifest(options));
    expect(sizeOf(files['color.png']!)).toEqual([192, 192]);
  });

  it('packs the same file again', () => {
    expect(Buffer.from(teamsPackage(options)).equals(teamsPackage(options))).toBe(true);
  });

  it('says everything that is missing, at once', () => {
    expect(() => teamsPackage({ appId: 'my app', developer: '', website: 'http://acme.example' })).toThrow(
      /app id.*\n.*name.*\n.*https/s,
    );
  });
});
