import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the screens from source, with the API of a hub that runs beside it (./hub demo).
const hub = process.env.HUB ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: { outDir: '../target/screens', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': hub, '/login': hub, '/logout': hub, '/actuator': hub } },
  test: { environment: 'happy-dom' },
});
