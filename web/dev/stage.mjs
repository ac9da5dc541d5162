// Puts a view into the built page, as the Go program does: node dev/stage.mjs [view.json] [out.html]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [view = 'dev/view.json', out = '.stage/page.html'] = process.argv.slice(2);
const json = readFileSync(view, 'utf8').trim().replaceAll('<', '\\u003c');
const page = readFileSync('../internal/page/built/page.html', 'utf8');
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page.replace('<!--wayout:data-->', () => `<script type="application/json" id="view">${json}</script>`));
console.log(out);
