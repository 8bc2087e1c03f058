import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { certificate as english } from '../../resources/languages/en/certificate.ts';
import { certificate as chinese } from '../../resources/languages/zh-CN/certificate.ts';

/**
 * One HTML file that checks certificates in any browser: the very check of `shared/certificate`, the words, a look, and
 * nothing else. It loads nothing and talks to nobody, and its policy lets it do neither.
 */
export function checkPage(): string {
  const words = JSON.stringify({ en: english, 'zh-CN': chinese }).replaceAll('<', '\\u003c');
  const script = `${checking()}\nconst words = ${words};\n${screen}`;
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lineside</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 data-word="cert.title"></h1>
<label class="drop"><input type="file" accept=".json,application/json"><span data-word="cert.drop"></span></label>
<label class="key"><span data-word="cert.fingerprint"></span><input type="text" autocomplete="off" spellcheck="false"></label>
<section role="status" aria-live="polite"></section>
</main>
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The text of the module itself, whichever of the two forms this program runs as, without its exports. */
function checking(): string {
  const here = import.meta.url;
  const ending = here.endsWith('.ts') ? 'ts' : 'js';
  const file = new URL(`../../shared/certificate/certificate.${ending}`, here);
  const text = readFileSync(file, 'utf8');
  const plain = ending === 'ts' ? stripTypeScriptTypes(text) : text;
  return plain.replace(/^export /gm, '').replace(/^\/\/# sourceMappingURL=.*$/gm, '');
}

const screen = `
const language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
document.documentElement.lang = language;
const say = (key, params = {}) => words[language][key].replace(/\\{(\\w+)\\}/g, (all, name) => String(params[name] ?? all));
for (const part of document.querySelectorAll('[data-word]')) part.textContent = say(part.dataset.word);
const [file, key] = document.querySelectorAll('input');
const answer = document.querySelector('section');
const crypt = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  async ed25519(raw, signature, message) {
    let known;
    try {
      known = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    } catch (error) {
      return error.name === 'NotSupportedError' ? null : false;
    }
    return crypto.subtle.verify('Ed25519', known, signature, message);
  },
};
let held = null;
const add = (parent, name, text, kind) => {
  const part = document.createElement(name);
  if (text !== undefined) part.textContent = text;
  if (kind) part.className = kind;
  parent.append(part);
  return part;
};
function show(found) {
  answer.replaceChildren();
  if (found.fault?.why === 'signature-unchecked') {
    answer.className = 'unchecked';
    add(answer, 'h2', '? ' + say('cert.unchecked'));
    return void add(answer, 'p', say('cert.signature-unchecked'));
  }
  answer.className = found.sound ? 'sound' : 'unsound';
  add(answer, 'h2', (found.sound ? '\\u2713 ' : '\\u2717 ') + say(found.sound ? 'cert.sound' : 'cert.unsound'));
  if (!found.sound) return void add(answer, 'p', say('cert.' + found.fault.why, found.fault));
  const { facts, rows, seal } = found.certificate;
  add(answer, 'p', say('cert.soundSays', { units: facts.counts.units, batch: facts.batch }));
  add(answer, 'p', say(key.value.trim() === '' ? 'cert.compare' : 'cert.sameKey'));
  const list = add(answer, 'dl');
  const told = [
    ['batch', facts.batch], ['group', facts.groupName + ' (' + facts.groupId + ')'], ['station', facts.station],
    ['state', facts.state], ['started', facts.startedAt], ['finished', facts.finishedAt ?? ''], ['issued', facts.issuedAt],
    ['units', facts.counts.units], ['verified', facts.counts.verified], ['printed', facts.counts.printed],
    ['refused', facts.counts.refused], ['gone', facts.counts.gone], ['key', inGroups(seal.fingerprint)],
  ];
  for (const [name, value] of told) { add(list, 'dt', say('cert.' + name)); add(list, 'dd', String(value)); }
  const table = add(answer, 'table');
  const head = add(add(table, 'thead'), 'tr');
  for (const name of ['sn', 'asset', 'label', 'operator', 'at']) add(head, 'th', say('cert.' + name));
  const body = add(table, 'tbody');
  for (const { unit } of rows) {
    const row = add(body, 'tr');
    for (const text of [unit.deviceSn, unit.assetId ?? '', say('cert.label.' + unit.label), unit.operator ?? '', unit.at]) add(row, 'td', text);
  }
}
let turn = 0;
async function check() {
  if (held === null) return;
  const mine = ++turn;
  // A browser without these means, or that breaks in them, has found nothing out: neither sound nor unsound.
  const none = { sound: false, fault: { why: 'signature-unchecked' } };
  const found = await checkCertificate(held, crypt, key.value).catch(() => none);
  if (mine === turn) show(found);
}
async function take(files) {
  if (files.length === 0) return;
  answer.replaceChildren();
  answer.className = '';
  held = new Uint8Array(await files[0].arrayBuffer());
  await check();
}
file.addEventListener('change', () => take(file.files));
key.addEventListener('input', check);
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => { event.preventDefault(); void take(event.dataTransfer.files); });
`;

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.75rem; margin: 0 0 1.5rem; }
.drop { display: grid; gap: .75rem; place-items: center; padding: 2.5rem 1rem; border: 2px dashed GrayText; border-radius: .75rem; cursor: pointer; }
.key { display: grid; gap: .35rem; margin: 1.25rem 0; }
.key input { font: inherit; font-family: ui-monospace, monospace; padding: .6rem .75rem; border: 1px solid GrayText; border-radius: .5rem; }
section { border-radius: .75rem; }
.sound, .unsound, .unchecked { padding: 1.25rem 1.5rem; border-left: .6rem solid; overflow-x: auto; }
.sound { border-color: #1a7f37; background: color-mix(in srgb, #1a7f37 12%, Canvas); }
.unsound { border-color: #cf222e; background: color-mix(in srgb, #cf222e 12%, Canvas); }
.unchecked { border-color: #9a6700; background: color-mix(in srgb, #9a6700 12%, Canvas); }
h2 { margin: 0; font-size: 1.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; }
dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid color-mix(in srgb, GrayText 35%, Canvas); }
`;
