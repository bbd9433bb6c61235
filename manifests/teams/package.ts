import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { teamsManifest, teamsPackage } from './teamsPackage';

const HELP = `Packs the Teams app of your Postroom: the file that you upload in Teams.

  npm run package:teams -- --organisation "Acme" --website https://acme.example

  --app-id ID           Application (client) ID of the app registration; TEAMS_APP_ID without it
  --organisation NAME   who runs it, shown in Teams (at most 32 characters); "Postroom" without it
  --website URL         where people find help and your privacy statement; POSTROOM_PUBLIC_URL without it
  --out FILE            postroom-teams.zip without it
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      'app-id': text,
      organisation: text,
      website: text,
      out: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const options = {
    appId: values['app-id'] ?? process.env.TEAMS_APP_ID ?? '',
    developer: values.organisation ?? 'Postroom',
    website: values.website ?? process.env.POSTROOM_PUBLIC_URL ?? '',
  };
  const problems = await AppManifestUtils.validateAgainstSchema(
    teamsManifest(options) as unknown as TeamsManifest,
  );
  if (problems.length > 0) throw new Error(`Teams would refuse this manifest:\n${problems.join('\n')}`);
  const out = resolve(values.out ?? 'postroom-teams.zip');
  writeFileSync(out, teamsPackage(options));
  console.log(`${out}\nUpload it in Teams: Apps, Manage your apps, Upload an app.`);
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\nSee: npm run package:teams -- --help`);
  process.exit(1);
});
