import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

export interface PackageOptions {
  /** The app's id in Microsoft Entra (TEAMS_APP_ID); it names the app, its bot and its permissions. */
  appId: string;
  /** Shown as who made the app, at most 32 characters. */
  developer: string;
  /** Of the organisation that runs it: for questions about the app, privacy and terms. */
  website: string;
}

const FILES = ['color.png', 'outline.png', 'fr.json'];
const NOBODY = '00000000-0000-0000-0000-000000000000';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The template beside this file, filled in for one organisation. @throws Error with every problem as a sentence. */
export function teamsManifest({ appId, developer, website }: PackageOptions): Record<string, unknown> {
  const problems: string[] = [];
  if (!GUID.test(appId) || appId === NOBODY) {
    problems.push(
      'The app id is missing or no GUID. Copy "Application (client) ID" of your app registration into TEAMS_APP_ID.',
    );
  }
  if (!developer.trim() || developer.length > 32)
    problems.push('The organisation’s name has to have 1 to 32 characters (--organisation).');
  if (!URL.canParse(website) || new URL(website).protocol !== 'https:')
    problems.push(
      'The organisation’s website has to be an https address (--website, or POSTROOM_PUBLIC_URL).',
    );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const template = readFileSync(join(__dirname, 'manifest.json'), 'utf8').replaceAll(
    NOBODY,
    appId.toLowerCase(),
  );
  return {
    ...(JSON.parse(template) as Record<string, unknown>),
    developer: { name: developer.trim(), websiteUrl: website, privacyUrl: website, termsOfUseUrl: website },
  };
}

/** The zip file that Teams takes as a custom app. @throws Error like `teamsManifest`. */
export function teamsPackage(options: PackageOptions): Uint8Array {
  const manifest = `${JSON.stringify(teamsManifest(options), null, 2)}\n`;
  const files = FILES.map((name) => [name, new Uint8Array(readFileSync(join(__dirname, name)))] as const);
  // The same content makes the same file.
  const settings = { mtime: new Date('2020-01-01T00:00:00') };
  return zipSync(
    { 'manifest.json': new TextEncoder().encode(manifest), ...Object.fromEntries(files) },
    settings,
  );
}
