import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page into `dist/sandbox/page`, from where the sandbox's server serves it at `/`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  // The server's Content-Security-Policy allows only files of its own: nothing may be inlined into the HTML
  // or into `data:` addresses.
  build: {
    outDir: fileURLToPath(new URL('../../dist/sandbox/page', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // A slow machine is no mistake of the build's.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
