/** One project per kind of test, so that they can be run and timed apart: `npm test -- --selectProjects unit`. */
const base = {
  rootDir: __dirname,
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    // Of the Teams manifest's validator; an ES module, which jest cannot require on Node 20.
    'strip-bom/index\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!.*strip-bom/)'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** Postgres and a fresh `dist/`, for tests that store something or start Postroom's own processes. */
const withDatabase = {
  globalSetup: '<rootDir>/test/setup/needsDatabase.ts',
  globalTeardown: '<rootDir>/test/setup/databaseEnds.ts',
};

// jest replaces no <rootDir> in a glob that begins with "!": hence __dirname.
// Anywhere else, a test that needs Postgres says so by its name.
const STORES = `${__dirname}/test/**/*.db.test.ts`;
const DATABASE_FOLDERS = 'app,compose,db,http,jobs';
const OWN_PROJECTS = 'crash,e2e,mail,sandbox';

module.exports = {
  maxWorkers: 2,
  // Two suites share two cores with a Postgres, a browser and real processes: slow is not wrong.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/test/setup/suiteReporter.js'],
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/**/*.test.ts',
        `!${__dirname}/test/{${DATABASE_FOLDERS},${OWN_PROJECTS}}/**`,
        `!${STORES}`,
        '<rootDir>/test/sandbox/page/**/*.test.ts',
      ],
    },
    {
      ...base,
      globalSetup: '<rootDir>/test/setup/needsBuild.ts',
      displayName: 'sandbox',
      testMatch: [
        '<rootDir>/test/sandbox/**/*.test.ts',
        `!${__dirname}/test/sandbox/{mail,page}/**`,
        `!${STORES}`,
      ],
    },
    {
      ...base,
      ...withDatabase,
      displayName: 'database',
      testMatch: [
        `<rootDir>/test/{${DATABASE_FOLDERS}}/**/*.test.ts`,
        STORES,
        `!${__dirname}/test/{mail,crash,e2e}/**`,
      ],
    },
    {
      ...base,
      ...withDatabase,
      displayName: 'mail',
      testMatch: ['<rootDir>/test/mail/**/*.test.ts', '<rootDir>/test/sandbox/mail/**/*.test.ts'],
    },
    {
      ...base,
      ...withDatabase,
      displayName: 'crash',
      testMatch: ['<rootDir>/test/crash/**/*.test.ts'],
    },
    {
      ...base,
      ...withDatabase,
      globalSetup: '<rootDir>/test/setup/needsPage.ts',
      displayName: 'browser',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
};
