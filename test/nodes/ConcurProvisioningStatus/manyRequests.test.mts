import type { IExecuteFunctions } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { fastTimers } from '../../support/fastTimers.mts';

fastTimers();

const total = 2000;
const ids = Array.from(
	{ length: total },
	(_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
);

/** What n8n gives to a node, with a SAP Concur that has finished each request when it is asked a second time. */
function contextOf(looks: { count: number }, noteItem: () => void) {
	const parameters: Record<string, unknown> = { operation: 'wait', maximumWaitMinutes: 10 };
	return {
		getNode: () => ({
			id: '1',
			name: 'Status',
			type: 'concurProvisioningStatus',
			parameters: {},
		}),
		getInputData: () => ids.map((provisionId) => ({ json: { provisionId } })),
		continueOnFail: () => false,
		getNodeParameter(name: string, index: number, otherwise: unknown) {
			if (name !== 'provisionId') return parameters[name] ?? otherwise;
			noteItem();
			return ids[index];
		},
		logger: { info: () => {} },
		helpers: {
			async httpRequestWithAuthentication() {
				const completed = ++looks.count > total;
				const operations = [{ id: '1', status: { completed, success: completed } }];
				const body = { status: { completed }, totalResults: 1, operations };
				return await Promise.resolve({ statusCode: 200, headers: {}, body });
			},
		},
	};
}

it('lets n8n do other work after every 50 items', async () => {
	const looks = { count: 0 };
	const itemsByTurn = new Map<number, number>();
	let turn = 0;
	const turning = setInterval(() => turn++, 0);
	const context = contextOf(looks, () => {
		itemsByTurn.set(turn, (itemsByTurn.get(turn) ?? 0) + 1);
	});
	const node = new ConcurProvisioningStatus();
	const outputs = await node.execute.call(context as unknown as IExecuteFunctions);
	clearInterval(turning);
	expect(outputs.map(({ length }) => length)).toEqual([total, 0, 0, 0]);
	expect(looks.count).toBe(2 * total);
	// A timer of n8n can come one pause later than the other one.
	expect(Math.max(...itemsByTurn.values())).toBeLessThanOrEqual(150);
});
