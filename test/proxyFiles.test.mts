// The configurations of a proxy that users copy are the files that test/queue and test/e2e run, and no page shows another one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { proxyFiles } from './queue/realProxy.mts';

const docs = join(import.meta.dirname, '..', 'docs');
const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(docs, page), 'utf8');

it('runs every file of docs/proxy', () => {
	expect(readdirSync(join(docs, 'proxy')).sort()).toEqual([...proxyFiles].sort());
});

it.each(['events.md', 'queue-mode.md'])('links all of them in docs/%s', (page) => {
	const links = [...textOf(page).matchAll(/\]\(proxy\/([^)#]+)\)/g)].map(([, file]) => file);
	expect([...new Set(links)].sort()).toEqual([...proxyFiles].sort());
});

it('shows no directive of a proxy on a page, where nothing would test it', () => {
	const directive = /^\s*(?:reverse_proxy|lb_policy|proxy_pass|upstream|location)\b.*[{;\d]$/m;
	expect(readFileSync(join(docs, 'proxy', 'nginx.conf'), 'utf8')).toMatch(directive);
	expect(pages.filter((page) => directive.test(textOf(page)))).toEqual([]);
});
