/** One project per kind of test, so that `.ci/run` can time them apart. */
const base = {
  rootDir: __dirname,
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testEnvironment: 'node',
};
module.exports = {
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/test/{domain,email,locales,ui,lookups,actions,cards,slack,sandbox,cli,outbound}/**/*.test.ts',
        '<rootDir>/test/*.test.ts',
      ],
    },
  ],
};
