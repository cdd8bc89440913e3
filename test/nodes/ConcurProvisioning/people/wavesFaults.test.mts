// Waves of people while SAP Concur misbehaves, the Stop button is pressed, or n8n runs the node again.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, named, peopleWorld, row } from './peopleWorld.mts';

const { world, provisioning, create, managers, approverOf } = peopleWorld({
	provisioning: { finishesAfterMs: 8000 },
});
const { count, steer } = world;

const role = { role: 'yes' };
const status = 'GET /profile/v4/provisions/*/status';
/** Two at the top, two below each, and three whom nobody needs. */
const rows = [
	row(6, { chief: 'N5' }),
	row(5, { chief: 'N3', boss: 'N4' }),
	row(4, { chief: 'N1', ...role }),
	row(3, { chief: 'N1', boss: 'N2' }),
	row(2, role),
	row(1),
	row(7),
];
const managersOfRows = {
	person1: undefined,
	person2: undefined,
	person3: 'person1',
	person4: 'person1',
	person5: 'person3',
	person6: 'person5',
	person7: undefined,
};
const all = rows.map(({ mail }) => `${String(mail).split('@')[0]} submitted`);
const settled = async () => {
	world.clock.advance(600_000);
	return await managers();
};

it.each([
	['a response is lost', [{ match: bulk, times: 1, kind: 'dropAfterCommit' }]],
	[
		'every second response is lost',
		[1, 2, 3].map(() => ({ match: bulk, times: 1, kind: 'dropAfterCommit' })),
	],
	['SAP Concur asks to slow down', [{ match: status, times: 4, kind: 'status', status: 429 }]],
	[
		'the status is out of service for a minute',
		[{ match: status, times: 7, kind: 'status', status: 503 }],
	],
	['a wave meets an outage', [{ match: bulk, times: 3, kind: 'status', status: 503 }]],
	['the status is HTML', [{ match: status, times: 3, kind: 'html' }]],
])('everybody is sent after whom they need although %s', async (_, faults) => {
	await steer('faults', faults);
	const items = jsonOf(await create(rows));
	expect(named(items)).toEqual(all);
	expect(await settled()).toEqual(managersOfRows);
	expect(await approverOf('person3@example.com')).toBe('N2');
	expect(await approverOf('person5@example.com')).toBe('N4');
});

it('the Stop button in the wait loses nobody', async () => {
	let stop = () => {};
	const cancelAfter = new Promise<void>((resolve) => (stop = resolve));
	await world.through((request, answer) => {
		if (request.path.includes('/provisions/')) stop();
		return answer;
	});
	// n8n shows nothing of what a canceled node returns.
	let returned: INodeExecutionData[][] = [];
	const { execute } = provisioning;
	provisioning.execute = async function () {
		returned = await execute.call(this);
		return returned;
	};
	await create(rows, { cancelAfter });
	provisioning.execute = execute;
	const outcomes = returned[0]!.map(({ json }) => `${String(json.outcome)} ${String(json.why)}`);
	const unsent = 'failed Not sent, because the execution was canceled';
	const sent = 'submitted ';
	expect(outcomes).toEqual([unsent, unsent, unsent, unsent, sent, sent, sent]);
	expect(await count(bulk)).toBe(1);
});

it('another try of the node goes on where the first one ended', async () => {
	world.simulator.settings({ searchLagMs: 86_400_000 });
	// The second wave is refused, and n8n runs the node again, because the first row has failed.
	await steer('faults', [
		{ match: bulk, times: 1, kind: 'delay', delayMs: 1 },
		{ match: bulk, times: 1, kind: 'status', status: 400 },
	]);
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...goOn };
	const items = jsonOf(await create(rows, retry));
	expect(named(items)).toEqual(all);
	world.simulator.settings({ searchLagMs: 0 });
	expect(await settled()).toEqual(managersOfRows);
});

it('another try does not send a second request again', async () => {
	// Of the first wave, the one whom nobody needs is refused: it is the first row, so n8n runs the node again.
	const one = { match: 'POST /profile/v4/Users', times: 1 };
	await steer('faults', [
		{ ...one, kind: 'delay', delayMs: 1 },
		{ ...one, kind: 'status', status: 400 },
	]);
	const people = [row(3), row(1, { boss: 'N2', ...role }), row(2, { boss: 'N1', ...role })];
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...goOn };
	const items = jsonOf(await create(people, { submitAs: 'single', ...retry }));
	expect(named(items)).toEqual(['person3 submitted', 'person1 submitted', 'person2 submitted']);
	const requests = await world.requests();
	expect(requests.filter((one) => one.startsWith('PATCH'))).toHaveLength(1);
	expect(await count('POST /profile/v4/Users')).toBe(4);
	await settled();
	expect(await approverOf('person1@example.com')).toBe('N2');
	expect(await approverOf('person2@example.com')).toBe('N1');
});

it.each([
	['is too large', 'x', 'must be a number of at least 0'],
	['is negative', -1, 'must be a number of at least 0'],
])('a wait that %s stops the node before anything is sent', async (_, minutes, message) => {
	const parameters = { options: { waitBetweenWavesMinutes: minutes } };
	const { error } = await create(rows, { parameters });
	expect(error!.message).toContain(`Wait Between Waves (Minutes) ${message}`);
	expect(await count(bulk)).toBe(0);
});

it.each([0, 0.05])(
	'whoever needs somebody who is not done within %s minutes is not sent',
	async (waitBetweenWavesMinutes) => {
		const parameters = { options: { waitBetweenWavesMinutes } };
		const items = jsonOf(await create(rows, { parameters }));
		const whyOf = (n: number) => items.find(({ employeeNumber }) => employeeNumber === `N${n}`)!;
		expect(whyOf(4)).toMatchObject({
			outcome: 'failed',
			why: `Not sent, because the manager (Pat Doe 1, N1, row 6) was not finished within ${waitBetweenWavesMinutes} minutes`,
			hint: 'Once the manager is in SAP Concur, run this row again.',
		});
		expect(whyOf(6)).toMatchObject({
			why: 'Not sent, because the manager (Pat Doe 5, N5, row 2) was not created',
		});
		expect(items.filter(({ outcome }) => outcome === 'submitted')).toHaveLength(3);
		const by: IDataObject = await settled();
		expect(Object.keys(by).sort()).toEqual(['person1', 'person2', 'person7']);
	},
);

it('a status that may not be read is said of those who need it', async () => {
	await steer('faults', [{ match: status, times: 99, kind: 'status', status: 403 }]);
	const items = jsonOf(await create(rows));
	expect(items[3]!.why).toMatch(
		/^Not sent, because the status of the manager \(Pat Doe 1, N1, row 6\) could not be read: /,
	);
	expect(items.map(({ outcome }) => outcome)).toEqual([
		...Array(4).fill('failed'),
		...Array(3).fill('submitted'),
	]);
});

it('an approver whom SAP Concur took only in part is named all the same, and said to be doubtful', async () => {
	const people = [row(1, { boss: 'N2', chief: 'N2' }), row(2, role), row(3)];
	const more = { reimbursementCurrency: '={{ $json.no === "N2" ? "XXX" : "USD" }}' };
	const items = jsonOf(await create(people, { more }));
	expect(named(items)).toEqual(['person1 submitted', 'person2 submitted', 'person3 submitted']);
	expect(items[0]!.notices).toContain(
		'Approver (Pat Doe 2, N2, row 2): SAP Concur has not accepted all data of this person, so it may reject this approver',
	);
	expect(await settled()).toMatchObject({ person1: 'person2' });
});
