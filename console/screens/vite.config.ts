import react from '@vitejs/plugin-react';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the screens from source, with the API of a hub that runs beside it (./hub demo).
const hub = process.env.HUB ?? 'http://127.0.0.1:8080';

/** Kilobytes of compressed script that a person waits for before the first page; the build fails when there are more. */
const FIRST_LOAD_KB = 500;

function firstLoad(): Plugin {
  return {
    name: 'first-load',
    generateBundle(_, bundle) {
      const wanted = Object.values(bundle).flatMap((each) => (each.type === 'chunk' && each.isEntry ? [each.fileName] : []));
      const loaded = new Set<string>();
      let bytes = 0;
      for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
        const chunk = bundle[name];
        if (loaded.has(name) || chunk?.type !== 'chunk') continue;
        loaded.add(name);
        bytes += gzipSync(chunk.code).length;
        wanted.push(...chunk.imports);
      }
      const kilobytes = Math.round(bytes / 1000);
      if (kilobytes > FIRST_LOAD_KB) this.error(`the first page loads ${kilobytes} kB of compressed script, more than ${FIRST_LOAD_KB}: load pages and libraries when they are opened`);
      console.log(`first load: ${kilobytes} kB of compressed script in ${loaded.size} files`);
    },
  };
}

export default defineConfig({
  plugins: [react(), firstLoad()],
  build: { outDir: '../target/screens', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': hub, '/login': hub, '/logout': hub, '/actuator': hub } },
  test: { environment: 'happy-dom' },
});
