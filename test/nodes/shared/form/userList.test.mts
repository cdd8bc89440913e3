// The list of users that the editor shows while somebody types.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	mapped,
	steer,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { callMethod, runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();

const people = [
	['Anna', 'Wagner', 'anna.wagner@example.com', '20001'],
	['Ännchen', 'Wagner', 'ae.wagner@example.com', '20002'],
	['Hanna', 'van der Berg', 'hb7@example.com', '30001'],
	["D'Arcy", "O'Brien", 'obrien@example.com', '30002'],
	['小明', '王', 'wang@example.com', '30003'],
	['Zoé', 'Adam-Müller', 'zoe@example.com', '30004'],
	['Kim', 'D"Arc \\ 100%', 'kim@example.com', '30005'],
] as const;

beforeAll(async () => {
	simulator = await startSimulator();
	await createPeople();
}, 60_000);
afterAll(async () => await simulator.close());

async function createPeople(): Promise<void> {
	const { error, credentials: connected } = await runNode({
		node: new ConcurIdentity(),
		credentials: await concurCredential(simulator),
		items: people.map(([givenName, familyName, userName, no]) => ({
			givenName,
			familyName,
			userName,
			no,
		})),
		parameters: asStored('create', {
			fields: mapped({
				givenName: '={{ $json.givenName }}',
				familyName: '={{ $json.familyName }}',
				userName: '={{ $json.userName }}',
				workEmail: '={{ "mail." + $json.userName }}',
				employeeNumber: '={{ $json.no }}',
			}),
		}) as never,
	});
	expect(error).toBeUndefined();
	credentials = connected;
}

interface List {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

const list = async (...args: unknown[]) =>
	(await callMethod({
		node: new ConcurIdentity(),
		group: 'listSearch',
		method: 'searchUsers',
		credentials,
		args,
	})) as List;
const namesIn = ({ results }: List) => results.map(({ name }) => name);
const anna = 'Wagner, Anna (20001, mail.anna.wagner@example.com)';

describe('the list of users', () => {
	it('shows last name, first name, employee number, and email, sorted by last name', async () => {
		expect(namesIn(await list())).toEqual([
			'Adam-Müller, Zoé (30004, mail.zoe@example.com)',
			'D"Arc \\ 100%, Kim (30005, mail.kim@example.com)',
			'Doyle, Martin (1002, martin.doyle@example.com)',
			"O'Brien, D'Arcy (30002, mail.obrien@example.com)",
			'Palmer, Grace (1001, grace.palmer@example.com)',
			'van der Berg, Hanna (30001, mail.hb7@example.com)',
			anna,
			'Wagner, Ännchen (20002, mail.ae.wagner@example.com)',
			'Weber, Ines (1003, ines.weber@example.com)',
			'王, 小明 (30003, mail.wang@example.com)',
		]);
	});

	it.each([
		'Anna Wagner',
		'Wagner, Anna',
		'wagner anna',
		'  WAGNER,anna ',
		'ann wagn',
		'agner, nna',
		'20001',
		'2000 anna',
		'mail.anna',
		'anna.wagner@example.com',
		'mail.anna.wagner@example.com',
		'Wagner, Anna (20001',
		anna,
	])('finds Anna Wagner by %j', async (typed) => {
		expect(namesIn(await list(typed))).toEqual([anna]);
	});

	it.each([
		['van der Berg', '30001'],
		['Hanna van der Berg', '30001'],
		["o'brien", '30002'],
		['王', '30003'],
		['小明 王', '30003'],
		['adam-mü', '30004'],
		['adam-mu\u0308', '30004'],
		['zoe\u0301', '30004'],
		['d"arc \\', '30005'],
		['100%', '30005'],
	])('finds by %j', async (typed, employeeNumber) => {
		const names = namesIn(await list(typed));
		expect(names).toEqual([expect.stringContaining(`(${employeeNumber}, `)]);
	});

	it('finds nobody by what nobody has', async () => {
		expect(namesIn(await list('Anna Weber'))).toEqual([]);
		expect(namesIn(await list('x") or (active eq true'))).toEqual([]);
	});

	it('finds everybody by blanks and commas alone', async () => {
		expect(namesIn(await list(' , '))).toHaveLength(people.length + 3);
	});

	it('finds whom an entry shows, for all users', async () => {
		for (const { name, value } of (await list()).results) {
			const [only] = (await list(name)).results;
			expect(only).toEqual({ name, value });
		}
	});
});

describe('the list of users of an app or a company that is different', () => {
	beforeEach(async () => {
		simulator.reset();
		credentials = await concurCredential(simulator);
		await createPeople();
	});

	it('leaves out what the app is not allowed to read', async () => {
		simulator.settings({
			app: { scopes: ['identity.user.ids.read', 'identity.user.enterprise.read'] },
		});
		credentials = await concurCredential(simulator);
		expect(namesIn(await list('anna.wagner'))).toEqual(['anna.wagner@example.com (20001)']);
	});

	it('marks the inactive', async () => {
		const { error } = await runNode({
			node: new ConcurIdentity(),
			credentials,
			parameters: {
				operation: 'deactivate',
				user: { __rl: true, mode: 'employeeNumber', value: '20001' },
			},
		});
		expect(error).toBeUndefined();
		const shown = 'Wagner, Anna (inactive, 20001, mail.anna.wagner@example.com)';
		expect(namesIn(await list('Anna Wagner'))).toEqual([shown]);
		expect(namesIn(await list(shown))).toEqual([shown]);
	});

	it.each(['both', 'repeated', 'short'])(
		'goes on behind its first page (%s cursor)',
		async (cursorFollowUp) => {
			simulator.reset({ users: 700 });
			simulator.settings({ cursorFollowUp } as never);
			credentials = await concurCredential(simulator);
			const first = await list();
			expect(first.results).toHaveLength(500);
			const second = await list(undefined, first.paginationToken);
			expect(second.paginationToken).toBeUndefined();
			expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(
				703,
			);
		},
	);

	// open-questions 85
	it('falls back to a simple filter when SAP Concur rejects a long one', async () => {
		await steer(simulator, 'settings', { filterMaxLength: 250 });
		expect(namesIn(await list('Wagner, Anna'))).toEqual([
			anna,
			'Wagner, Ännchen (20002, mail.ae.wagner@example.com)',
		]);
	});

	it('says so when SAP Concur rejects that as well', async () => {
		await steer(simulator, 'settings', { filterMaxLength: 20 });
		await expect(list('Wagner, Anna')).rejects.toThrow('The filter is too long for SAP Concur');
	});
});
