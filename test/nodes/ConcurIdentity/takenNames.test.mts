// Whose a name or number is that somebody else was to get, and user names of which SAP's pages disagree.
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode, type RunOptions } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

const users = 'POST /profile/identity/v4.1/Users';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

type Node = ConcurIdentity | ConcurProvisioning | ConcurProvisioningStatus;
async function run(
	node: Node,
	operation: string,
	parameters: object,
	options: RunOptions & { items?: IDataObject[] } = {},
) {
	const stored = asStored(operation, { ...parameters });
	return await runNode({ node, credentials, parameters: stored, ...options });
}

const identity = new ConcurIdentity();
const ines = { userName: 'ines.weber@example.com', employeeNumber: '1003' };
const newcomer = {
	userName: 'inge.weber@example.com',
	givenName: 'Inge',
	familyName: 'Weber',
	workEmail: 'inge.weber@example.com',
	employeeNumber: '88001',
};
const deactivateInes = async () =>
	await run(identity, 'deactivate', { user: located('employeeNumber', '1003') });

describe('a user name or number that is taken', () => {
	const rename =
		'change the old user name first, for example to OLD_ines.weber@example.com, or give the new person another user name.';
	const notTheSame = `The employee numbers differ, so this is another person. Do not update that user with this data: the new person would get the other one's expenses. Instead, ${rename}`;

	it.each([
		[
			'a namesake who left',
			{ userName: ines.userName },
			true,
			'the user name ines.weber@example.com belongs to Ines Weber (employee number 1003, inactive)',
			notTheSame,
		],
		[
			'a namesake who works here',
			{ userName: 'INES.weber@example.com' },
			false,
			'the user name INES.weber@example.com belongs to Ines Weber (employee number 1003)',
			notTheSame.replace('OLD_ines', 'OLD_INES'),
		],
		[
			'the same person',
			ines,
			false,
			'the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
			'This is the same person: use Create or Update instead of Create.',
		],
		[
			'the same person, who left',
			ines,
			true,
			'the user name ines.weber@example.com belongs to Ines Weber (employee number 1003, inactive)',
			'This is the same person: use Create or Update with Inactive People set to Reactivate.',
		],
		[
			'somebody without a number in the row',
			{ userName: ines.userName, employeeNumber: '' },
			false,
			'the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
			`If this is the same person, use Create or Update instead of Create. Otherwise, ${rename}`,
		],
		[
			'somebody who has the number',
			{ employeeNumber: '1003' },
			false,
			'the employee number 1003 belongs to Ines Weber (user name ines.weber@example.com)',
			'If this is the same person, use Create or Update instead of Create. Otherwise, correct the employee number.',
		],
		[
			'two different people',
			{ userName: ines.userName, employeeNumber: '1002' },
			false,
			'the user name ines.weber@example.com belongs to Ines Weber (employee number 1003), and the employee number 1002 belongs to Martin Doyle (user name martin.doyle@example.com)',
			'Correct the user name or the employee number: they belong to different users.',
		],
	])('is named with its owner: %s', async (_name, change, isInactive, reason, hint) => {
		if (isInactive) await deactivateInes();
		const fields = mapped({ ...newcomer, ...change });
		const { error } = await run(identity, 'create', { fields });
		expect(error?.message).toContain(`Already exists in SAP Concur: ${reason}`);
		expect(error?.description).toContain(`${hint} (Correlation ID`);
	});

	it('is named by an update, too, which advises neither Create nor Update', async () => {
		const user = located('employeeNumber', '1002');
		const { error } = await run(identity, 'update', {
			user,
			fields: mapped({ employeeNumber: '1003' }),
		});
		expect(error?.message).toContain(
			'Already exists in SAP Concur: the employee number 1003 belongs to Ines Weber (user name ines.weber@example.com)',
		);
		expect(error?.description).toContain('Send another value, or change it for that user first.');
	});

	it('keeps what SAP Concur said when the owner cannot be looked up', async () => {
		await steer(simulator, 'faults', [
			{ match: `${users}/.search`, times: 100, kind: 'status', status: 403 },
		]);
		const { error } = await run(identity, 'create', {
			fields: mapped({ ...newcomer, userName: ines.userName }),
		});
		expect(error?.message).toContain(
			'Already exists in SAP Concur: another user has the same User name (sent: "ines.weber@example.com")',
		);
	});
});

describe('an apostrophe or a grave accent in a user name', () => {
	const named = (userName: string) => mapped({ ...newcomer, userName });
	const straight = "siobhan.o'brien@example.com";
	const grave = 'siobhan.o`brien@example.com';
	const curly = 'siobhan.o\u2019brien@example.com';
	const notice = (character: string) =>
		`User name: contains ${character}, which SAP Concur may reject in a user name`;

	it.each([
		[straight, 'graveAccent', "' (apostrophe)"],
		[grave, 'apostrophe', '` (grave accent)'],
	])('is sent with a notice: %s', async (userName, loginWithout, character) => {
		simulator.settings({ loginWithout: loginWithout as never });
		const { error, outputs } = await run(identity, 'create', { fields: named(userName) });
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({
			userName,
			notices: expect.arrayContaining([notice(character)]),
		});
	});

	it.each([
		[straight, 'apostrophe', "' (apostrophe)"],
		[grave, 'graveAccent', '` (grave accent)'],
	])('is named when SAP Concur rejects it: %s', async (userName, loginWithout, character) => {
		simulator.settings({ loginWithout: loginWithout as never });
		const { error } = await run(identity, 'create', { fields: named(userName) });
		expect(error?.message).toContain(
			`User name: SAP Concur rejects a character of the value (sent: "${userName}")`,
		);
		expect(error?.description).toContain(
			// n8n's panel would show code between two of the other character.
			`SAP Concur probably does not allow ${character.replace('`', '&#96;')} in a user name. Use another user name.`,
		);
	});

	it('is sent without a notice where it is typographic', async () => {
		const { error, outputs } = await run(identity, 'create', { fields: named(curly) });
		expect(error).toBeUndefined();
		const { notices = [] } = outputs[0]![0]!.json as { notices?: string[] };
		expect(notices.join()).not.toContain('User name');
	});
});

describe('what SAP Concur rejects', () => {
	it('is told with the value that was sent, also in an update', async () => {
		const additionalAttributes = JSON.stringify({
			'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
				manager: { value: '00000000-0000-4000-8000-000000000000' },
			},
		});
		const said =
			'Manager (UUID): SAP Concur does not know this user (sent: "00000000-0000-4000-8000-000000000000")';
		const created = await run(identity, 'create', {
			fields: mapped(newcomer),
			additionalAttributes,
		});
		expect(created.error?.message).toContain(said);
		const user = located('employeeNumber', '1003');
		const updated = await run(identity, 'update', { user, additionalAttributes });
		expect(updated.error?.message).toContain(said);
	});
});

it.each([
	['create', { fields: mapped({ ...newcomer, userName: ines.userName }) }],
	[
		'update',
		{ user: located('employeeNumber', '1002'), fields: mapped({ userName: ines.userName }) },
	],
])(
	'SAP Concur Provisioning names the holder, too, where one user is sent: %s',
	async (operation, parameters) => {
		const { outputs } = await run(new ConcurProvisioning(), operation, parameters);
		const { why, hint } = outputs[0]![0]!.json;
		expect(why).toBe(
			'Already exists in SAP Concur: the user name ines.weber@example.com belongs to Ines Weber (employee number 1003)',
		);
		expect(hint).toContain(operation === 'create' ? 'another person' : 'Send another value');
	},
);

describe('an employee number that is missing', () => {
	const spend = { spendCountry: 'US', spendLocale: 'en-US', reimbursementCurrency: 'USD' };
	const notice =
		'Employee number: not sent. Users of Expense and Invoice normally require an employee number.';

	it.each([
		['beside expense data', { employeeNumber: '', ...spend }, true],
		['without expense data', { employeeNumber: '' }, false],
		['nowhere', spend, false],
	])('is told by SAP Concur Provisioning %s', async (_name, change, isTold) => {
		const { outputs } = await run(new ConcurProvisioning(), 'create', {
			fields: mapped({ ...newcomer, ...change }),
		});
		const { notices } = outputs[0]![0]!.json as { notices: string[] };
		expect(notices.includes(notice)).toBe(isTold);
	});
});

it('Status takes people from SAP Concur Identity to Succeeded, with warnings as notices', async () => {
	const made = await run(identity, 'create', { fields: mapped(newcomer) });
	const person: IDataObject = { ...made.outputs[0]![0]!.json, warnings: ['Not verified.'] };
	const { error, outputs } = await run(
		new ConcurProvisioningStatus(),
		'get',
		{},
		{ items: [person] },
	);
	expect(error).toBeUndefined();
	expect(outputs[0]![0]!.json).toMatchObject({
		userName: newcomer.userName,
		employeeNumber: '88001',
		outcome: 'succeeded',
		why: '',
		userId: person.id,
		notices: expect.arrayContaining(['Not verified.']),
	});
	expect(await apiRequests(simulator)).toEqual([users]);
});
