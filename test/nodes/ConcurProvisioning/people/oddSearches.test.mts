// Responses to the search for named people that are not what they should be: nobody is taken for unknown or for somebody else.
import { describe, expect, it } from 'vitest';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { peopleWorld, row } from './peopleWorld.mts';

const { world, create, managers } = peopleWorld();

type Page = { Resources: object[]; totalResults: number; nextCursor?: string };
/** Rewrites what the search for named people finds; with the cursor of a request, it is that of the first page. */
const searchesGive = async (change: (page: Page, cursor?: string) => Page | undefined) => {
	let first: Page;
	await world.through((request, answer) => {
		if (!request.path.endsWith('.search') || !/"(emails|cursor)"/.test(request.body)) return answer;
		const { cursor } = JSON.parse(request.body) as { cursor?: string };
		if (!cursor) first = JSON.parse(answer.body) as Page;
		const changed = change(first, cursor);
		return changed ? { status: 200, body: JSON.stringify(changed) } : { status: 400, body: '{}' };
	});
};
const outcomes = async (chiefs: string[]) => {
	const rows = chiefs.map((chief, n) => row(n, { chief }));
	return jsonOf(await create(rows, goOn)).map(({ outcome, why }) =>
		[outcome, String(why).split(':')[0]].filter(Boolean).join(' '),
	);
};
const notFound = 'failed Manager (column "chief") could not be looked up in SAP Concur';

describe('a search for people', () => {
	it('is read to its last page', async () => {
		await searchesGive((page, cursor) => {
			const [one, ...others] = page.Resources;
			if (cursor) return { ...page, Resources: others };
			return { ...page, Resources: [one!], nextCursor: 'next' };
		});
		expect(await outcomes(['1001', '1002'])).toEqual(['submitted', 'submitted']);
		expect(await managers()).toEqual({ person0: 'grace.palmer', person1: 'martin.doyle' });
	});

	it.each([
		['ends before its last page', { nextCursor: undefined }],
		['never ends', { nextCursor: 'again' }],
	])('that %s makes nobody unknown', async (_, more) => {
		await searchesGive((page) =>
			page.Resources.length < 2
				? page
				: { ...page, Resources: page.Resources.slice(0, 1), ...more },
		);
		expect(await outcomes(['1001', '1002'])).toEqual(['submitted', notFound]);
	});

	it('that SAP Concur does not take with a cursor is made smaller', async () => {
		await searchesGive((page, cursor) => {
			if (cursor) return undefined;
			const isLong = page.Resources.length > 1;
			return isLong ? { ...page, Resources: page.Resources.slice(0, 1), nextCursor: 'next' } : page;
		});
		expect(await outcomes(['1001', '1002'])).toEqual(['submitted', 'submitted']);
	});

	it('that finds somebody with another number finds nobody', async () => {
		await searchesGive((page) => {
			const text = JSON.stringify(page).replaceAll('"1002"', '"10020"');
			return JSON.parse(text) as Page;
		});
		expect(await outcomes(['1002'])).toEqual([
			'failed Manager (column "chief") names nobody in SAP Concur (sent',
		]);
	});
});
