import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	extension,
	german,
	spend,
	startProvisioning,
	type Client,
	type StatusDocument,
} from './provisioningClient.mts';

let concur: Client;
let number = 0;

beforeAll(async () => {
	concur = await startProvisioning();
});
beforeEach(() => {
	concur.settings({ provisioning: { finishesAfterPolls: null } });
});
afterAll(() => concur.close());

/** Submits users of whom Spend rejects every fifth, and returns the provision ID. */
async function submit(count: number): Promise<string> {
	const operations = Array.from({ length: count }, (_, index) => {
		number += 1;
		const name = `status-${number}`;
		const country = index % 5 === 4 ? 'BR' : 'DE';
		const data = concur.person(name, { [spend('User')]: { ...german, country } });
		return { method: 'POST', path: '/Users', bulkId: name, data };
	});
	return (await concur.bulk(operations)).body.id;
}
const page = ({ operations, totalResults, itemsPerPage }: StatusDocument) => ({
	ids: operations.map(({ id }) => id),
	totalResults,
	itemsPerPage,
});

describe('the status', () => {
	it('is read in pages, with operations only when asked', async () => {
		const id = await submit(12);
		concur.advance(2000);

		expect(await concur.status(id, '')).not.toHaveProperty('operations');
		expect(page(await concur.status(id, 'attributes=operations&count=5&startIndex=11'))).toEqual({
			ids: ['11', '12'],
			totalResults: 12,
			itemsPerPage: 2,
		});
		expect(page(await concur.status(id, 'attributes=operations&state=failed'))).toEqual({
			ids: ['5', '10'],
			totalResults: 2,
			itemsPerPage: 2,
		});
		concur.settings({ statusPageSize: 3 });
		expect(page(await concur.status(id, 'attributes=operations')).ids).toEqual(['1', '2', '3']);
		concur.settings({ statusPageSize: 100 });
	});

	it.each(['startIndex=-1', 'count=x', 'state=done'])('is rejected for %s', async (query) => {
		const id = await submit(1);
		const path = `/profile/v4/provisions/${id}/status?attributes=operations&${query}`;
		expect((await concur.send('GET', path)).status).toBe(400);
	});

	it('is served under both base paths and names the one that the settings say', async () => {
		concur.settings({ legacyStatusPath: true });
		const id = await submit(1);
		const { status, body } = await concur.send<StatusDocument>(
			'GET',
			`/provisioning/v4/provisions/${id}/status/`,
		);
		concur.settings({ legacyStatusPath: false });

		expect(status).toBe(200);
		expect(body.meta.location).toMatch(/\/provisioning\/v4\/provisions\/[^/]+\/status$/);
		expect((await concur.status(id)).meta.location).toMatch(/\/profile\/v4\/provisions\//);
	});

	it('is kept for seven days', async () => {
		const id = await submit(1);
		const read = async () =>
			(await concur.send('GET', `/profile/v4/provisions/${id}/status`)).status;
		const day = 24 * 3_600_000;

		expect(await read()).toBe(200);
		concur.advance(7 * day);
		await concur.reconnect();
		expect(await read()).toBe(404);
	});

	it('finishes at the n-th look when the settings say so', async () => {
		concur.settings({ provisioning: { finishesAfterPolls: 3 } });
		const id = await submit(1);
		const completed = [];
		for (let look = 0; look < 3; look += 1)
			completed.push((await concur.status(id)).status.completed);
		expect(completed).toEqual([false, false, true]);
	});
});

describe('contradicting documents', () => {
	it('inconsistentStatus: completed comes too early, and once too late', async () => {
		concur.settings({ inconsistentStatus: true });
		const id = await submit(1);
		const early = await concur.status(id);
		concur.advance(2000);
		const late = await concur.status(id);
		const last = await concur.status(id);
		concur.settings({ inconsistentStatus: false });

		expect([early.status.completed, early.operationsCount.pending]).toEqual([true, 1]);
		expect([late.status.completed, late.operationsCount.pending]).toEqual([false, 0]);
		expect(last.status).toEqual({ completed: true, success: true });
	});

	it('omitPendingCount: pending is not counted', async () => {
		concur.settings({ omitPendingCount: true });
		const { operationsCount } = await concur.status(await submit(1));
		concur.settings({ omitPendingCount: false });
		expect(operationsCount).toEqual({ total: 1, success: 0, failed: 0 });
	});

	it('runningResult: a running extension says processing', async () => {
		concur.settings({ runningResult: 'processing' });
		const { operations } = await concur.status(await submit(1));
		concur.settings({ runningResult: null });
		expect(extension(operations[0]!, spend('User'))).toEqual({
			completed: false,
			success: null,
			result: 'processing',
		});
	});

	it('extensionErrorCode, messagesShape and blockedResult change how a failure looks', async () => {
		concur.settings({
			extensionErrorCode: '400',
			messagesShape: 'object',
			blockedResult: 'not-processed',
		});
		const created = await concur.create('contradiction', {
			[spend('User')]: { ...german, country: 'BR' },
			[spend('Delegate')]: { expense: [] },
		});
		const operation = await concur.finished(created);
		concur.settings({
			extensionErrorCode: '500',
			messagesShape: 'array',
			blockedResult: 'no-op',
		});

		expect(extension(operation, spend('User'))).toMatchObject({
			code: '400',
			messages: { code: 'INVALID_VALUE' },
		});
		expect(extension(operation, spend('User')).messages).not.toBeInstanceOf(Array);
		expect(extension(operation, spend('Delegate'))).toMatchObject({ result: 'not-processed' });
	});
});
