import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The line that the Go program replaces by the data; it stands in the page exactly once. */
const mark = '<!--wayout:data-->';

const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Names what the page is built from, so that a test in Go can tell whether it is current: the SHA-256 of a
 * line for every file, in order of their paths.
 */
function sourcesHash(): string {
  const src = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));
  const files = ['index.html', 'package-lock.json', 'package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts', ...src].sort();
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  return hash(files.map((file) => `${hash(readFileSync(file))}  ${file}\n`).join(''));
}

/** Puts script and style into the page, so that the build is one file that asks for nothing. */
function oneFile(): Plugin {
  return {
    name: 'wayout-one-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        delete bundle[name];
      }
      const page = readFileSync('index.html', 'utf8')
        .replace('<!--policy-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<meta name="sources" content="${sourcesHash()}">`)
        .replace('<!--style-->', () => `<style>${style.replaceAll('</style', '<\\/style').trim()}</style>`)
        .replace(
          '<script type="module" src="/src/main.ts"></script>',
          () => `<script type="module">${script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim()}</script>`,
        );
      if (page.split(mark).length !== 2) this.error(`the page must hold ${mark} exactly once`);
      this.emitFile({ type: 'asset', fileName: 'page.html', source: page });
    },
  };
}

/** Serves the sample view in place of the data while developing. */
function sampleData(): Plugin {
  return {
    name: 'wayout-sample-data',
    apply: 'serve',
    transformIndexHtml(html) {
      const file = process.env.WAYOUT_VIEW ?? 'dev/view.json';
      if (!existsSync(file)) return html;
      const view = readFileSync(file, 'utf8').replaceAll('<', '\\u003c');
      return html.replace(mark, () => `<script type="application/json" id="view">${view}</script>`);
    },
  };
}

export default defineConfig({
  plugins: [svelte(), oneFile(), sampleData()],
  build: {
    target: 'es2022',
    outDir: '../internal/page/built',
    emptyOutDir: false,
    assetsInlineLimit: 1 << 20,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  test: { include: ['test/**/*.test.ts'] },
});
