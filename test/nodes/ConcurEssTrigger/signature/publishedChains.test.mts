import { Readable } from 'node:stream';
import type { IHttpRequestHelper } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fetchPublishedChains } from '../../../../nodes/ConcurEssTrigger/signature/publishedChains.ts';

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

/** What is found when each address answers alike. */
async function problemsAfter(response: unknown): Promise<string[]> {
	const httpRequest = (async () => response) as unknown as HttpRequest;
	const files = await fetchPublishedChains(httpRequest, new Date('2026-11-26T00:00:00Z'));
	expect(files.filter(({ pem }) => pem)).toEqual([]);
	return [...new Set(files.flatMap(({ problem }) => problem ?? []))];
}

describe('an answer that is no page', () => {
	const nothing = 'https://developer.concur.com or a proxy returned nothing that can be read.';
	it.each<[unknown]>([
		[null],
		[7],
		['<html>'],
		[[]],
		[{}],
		[{ statusCode: 200, headers: {}, body: null }],
		[{ statusCode: 200, headers: {}, body: 'text' }],
		[{ statusCode: 200, headers: {}, body: { toString: 1 } }],
		[{ statusCode: '200', headers: {}, body: Readable.from([]) }],
	])('is told in words: %j', async (response) => {
		expect(await problemsAfter(response)).toEqual([nothing]);
	});

	it.each<[unknown]>([
		[null],
		[undefined],
		[{ location: null }],
		[{ location: 7 }],
		[{ location: [] }],
	])('is told in words where a redirect names no address: %j', async (headers) => {
		expect(await problemsAfter({ statusCode: 302, headers, body: Readable.from([]) })).toEqual([
			'https://developer.concur.com or a proxy returned status 302.',
		]);
	});
});
