/**
 * The import laws of the house as dependency-cruiser rules. Each layer imports from layers before it only;
 * type imports count like any other.
 */
const LAYERS = [
  'domain',
  'email',
  'ui',
  'locales',
  'ports',
  'lookups',
  'actions',
  'cards',
  'app',
  ['jobs', 'mail', 'slack', 'teams', 'http', 'db'],
  'compose',
  ['main', 'cli'],
];

const ADAPTERS = LAYERS[9];
const PURE = LAYERS.slice(0, 9);

/** A layer is a folder or, like compose and main, a single file. */
const within = (names) => `^src/(${[names].flat().join('|')})(/|\\.tsx?$)`;
const npm = (names) => `(^|node_modules/)(@types/)?(${names.join('|')})(/|$)`;

const oneDirection = LAYERS.slice(0, -1).map((layer, rank) => ({
  name: `one-direction: ${[layer].flat().join(', ')}`,
  comment: 'Data goes one way: a layer knows nothing of those that come after it.',
  severity: 'error',
  from: { path: within(layer) },
  to: { path: within(LAYERS.slice(rank + 1).flat()) },
}));

const adaptersApart = ADAPTERS.map((adapter) => ({
  name: `adapters-apart: ${adapter}`,
  comment: 'Adapters never import each other; compose.ts brings them together.',
  severity: 'error',
  from: { path: within(adapter) },
  to: { path: within(ADAPTERS.filter((other) => other !== adapter)) },
}));

/** What reaches outside, and the only folders that may. */
const LIBRARY_HOMES = [
  { libraries: ['typeorm'], home: ['db'] },
  // The job queue wants a pool of its own.
  { libraries: ['pg'], home: ['db', 'jobs'] },
  { libraries: ['graphile-worker'], home: ['db', 'jobs'] },
  { libraries: ['node-cron'], home: ['jobs'] },
  { libraries: ['imapflow', 'mailparser', 'nodemailer/(?!lib/addressparser)'], home: ['mail'] },
  { libraries: ['@slack'], home: ['slack'] },
  { libraries: ['botbuilder[^/]*', 'botframework[^/]*'], home: ['teams/transport'] },
  { libraries: ['commander'], home: ['cli', 'main'] },
];

const librariesAtHome = LIBRARY_HOMES.map(({ libraries, home }) => ({
  name: `at-home: ${libraries[0]}`,
  comment: 'One folder speaks to each part of the outside world, so that it can be exchanged and tested.',
  severity: 'error',
  from: { path: '^src/', pathNot: within(home) },
  to: { path: npm(libraries) },
}));

module.exports = {
  forbidden: [
    ...oneDirection,
    ...adaptersApart,
    ...librariesAtHome,
    {
      name: 'domain-alone',
      comment: 'The domain is plain values and functions.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', npm(['zod'])] },
    },
    {
      name: 'pure-inside',
      comment: 'Everything before the adapters decides; only adapters touch files, sockets and processes.',
      severity: 'error',
      from: { path: within(PURE) },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|net|tls|dns|dgram|http|https|http2|child_process|worker_threads|cluster)(/|$)',
      },
    },
    {
      name: 'outbound-leaf',
      comment: 'The guarded fetch depends on nothing of ours …',
      severity: 'error',
      from: { path: '^src/outbound/' },
      to: { path: '^src/', pathNot: '^src/outbound/' },
    },
    {
      name: 'outbound-for-adapters',
      comment: '… and is used where something goes outside.',
      severity: 'error',
      from: { path: within(PURE) },
      to: { path: '^src/outbound/' },
    },
    {
      name: 'config-outside',
      comment: 'Who needs a setting is given it; only the outermost layers read the environment.',
      severity: 'error',
      from: { path: within([...PURE, 'outbound']) },
      to: { path: '^src/config(/|\\.ts$)' },
    },
    {
      name: 'sandbox-apart',
      comment: 'What stands in for Slack and the mail server must not share their mistakes.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(src|migrations|test)/' },
    },
    {
      name: 'nothing-for-rehearsal',
      comment: 'Production code knows neither the sandbox nor the tests.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
    {
      name: 'migrations-by-db',
      comment: 'The schema is the database adapter’s.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/db/' },
      to: { path: '^migrations/' },
    },
    {
      name: 'migrations-alone',
      comment: 'A migration describes the past: it must not change with the code.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: { path: '^(src|migrations|sandbox)/' },
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that resolves to nothing escapes every other law.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { couldNotResolve: true, path: '^\\.' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    // The parser reads no .tsx (the sandbox's page); textLaws.ts looks at those.
    exclude: { path: '(^|/)dist/|\\.tsx$' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'] },
  },
};
