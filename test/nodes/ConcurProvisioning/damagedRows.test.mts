// An HR file as spreadsheets, databases and exports deliver it: what is damaged is refused by column and value, the rest goes
// through in the same run.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });

const columns = {
	userName: 'login',
	givenName: 'first',
	familyName: 'last',
	workEmail: 'mail',
	employeeNumber: 'no',
	startDate: 'from',
	terminationDate: 'to',
	dateOfBirth: 'born',
	mobilePhone: 'mobile',
	workPostalCode: 'zip',
	workCountry: 'country',
	department: 'dept',
	costCenter: 'cost',
	title: 'job',
	externalId: 'ext',
	reportApprovalLimit: 'limit',
	reportApprovalLimitCurrency: 'currency',
	reportApprover: 'boss',
	spendCountry: 'country',
	spendLocale: 'locale',
	reimbursementCurrency: 'currency',
};
const fields = mapped(
	Object.fromEntries(Object.entries(columns).map(([id, name]) => [id, `={{ $json.${name} }}`])),
);

const good = (n: number): Record<string, unknown> => ({
	login: `person${n}@example.com`,
	first: 'Pat',
	last: 'Doe',
	mail: `person${n}@example.com`,
	no: `N${n}`,
	from: '2026-01-05',
	country: 'DE',
	locale: 'de-DE',
	currency: 'EUR',
	limit: 1000,
});

/** One damaged value of each kind: what is laid over a good row, and what is said about it. */
const damaged: [change: Record<string, unknown>, why: string][] = [
	[
		{ no: '10023.0' },
		'Employee number (column "no") looks like a number that a spreadsheet has changed (sent: "10023.0")',
	],
	[
		{ no: '="00123"' },
		'Employee number (column "no") is a formula with which a file keeps leading zeros (sent: "="00123"")',
	],
	[
		{ no: "'00123" },
		'Employee number (column "no") begins with an apostrophe, which a spreadsheet puts before text (sent: "\'00123")',
	],
	[
		{ mobile: '4.91512E+12' },
		'Mobile phone (column "mobile") is a number that a spreadsheet has shortened, so digits are lost (sent: "4.91512E+12")',
	],
	[{ cost: '#N/A' }, 'Cost center (column "cost") contains a spreadsheet error (sent: "#N/A")'],
	[
		{ dept: '#BEZUG!' },
		'Department (column "dept") contains a spreadsheet error (sent: "#BEZUG!")',
	],
	[
		{ last: 'M\ufffdller' },
		'Last name (column "last") contains a character that was lost when the file was read (sent: "M\ufffdller")',
	],
	[
		{ last: 'MÃ¼ller' },
		'Last name (column "last") was read with the wrong encoding (sent: "MÃ¼ller")',
	],
	[
		{ first: 'Pat\u0007' },
		'First name (column "first") contains a control character (U+0007) (sent: "Pat\u0007")',
	],
	[
		{ job: 'Fun \ud83d' },
		'Job title (column "job") contains half of a character (sent: "Fun \ud83d")',
	],
	[
		{ mail: 'person@exam\u200bple.com' },
		'Work email (column "mail") contains an invisible character (U+200B) (sent: "person@exam\u200bple.com")',
	],
	[
		{ no: '20\u202a001' },
		'Employee number (column "no") contains an invisible character (U+202A) (sent: "20\u202a001")',
	],
	[
		{ last: 'M&uuml;ller' },
		'Last name (column "last") contains codes of HTML (sent: "M&uuml;ller")',
	],
	[
		{ login: 'pat.undefined@example.com' },
		'User name (column "login") contains "undefined" in place of a missing value (sent: "pat.undefined@example.com")',
	],
	[
		{ mail: 'pat@null' },
		'Work email (column "mail") contains "null" in place of a missing value (sent: "pat@null")',
	],
	[{ no: 'NaN' }, 'Employee number (column "no") stands for "no value" (sent: "NaN")'],
	[
		{ dept: '[object Object]' },
		'Department (column "dept") stands for a whole object (sent: "[object Object]")',
	],
	[{ boss: 'TBD' }, 'Report approver (column "boss") stands for "no number" (sent: "TBD")'],
	[
		{ ext: Number('1234567890123456789') },
		'External ID (column "ext") has lost its last digits, because it is too long for a number (sent: 1234567890123456800)',
	],
	[
		{ limit: '1,000' },
		'Report approval limit (column "limit") can be read as 1 or as 1000 (sent: "1,000")',
	],
	[
		{ limit: NaN },
		'Report approval limit (column "limit") is the result of a calculation without numbers (sent: NaN)',
	],
	[{ born: '2062-05-17' }, 'Date of birth (column "born") is in the future (sent: "2062-05-17")'],
	[
		{ from: '31.02.2026' },
		'Start date (column "from") is not in the calendar (sent: "31.02.2026")',
	],
	[{ from: '9999-12-31' }, 'Start date (column "from") stands for "no end" (sent: "9999-12-31")'],
	[
		{ to: '2025-12-31' },
		'Termination date (column "to") must not be before the start, 2026-01-05 (sent: "2025-12-31")',
	],
	[
		{ mail: 'pat@example.com;' },
		'Work email (column "mail") is not an email address (sent: "pat@example.com;")',
	],
	[
		{ zip: 1067 },
		'Work address: postal code (column "zip") has too few digits for DE, so a zero at the beginning is probably lost (sent: "1067")',
	],
];

const run = async (items: object[], options: Options = {}) =>
	jsonOf(
		await world.run(new ConcurProvisioning(), 'create', { fields }, items, { ...goOn, ...options }),
	);

describe('an HR file with one damaged value of each kind', () => {
	it('is refused by column and value in one run, and all others are provisioned', async () => {
		const genuine = Array.from({ length: 9 }, (_, n) => good(n));
		// Three damaged rows follow each genuine one.
		const file = genuine.flatMap((row, n) => [
			row,
			...damaged.slice(3 * n, 3 * n + 3).map(([change]) => ({ ...good(100 + n), ...change })),
		]);
		const items = await run(file);
		const refused = items.filter((_, n) => n % 4 !== 0);
		expect(refused.map(({ outcome, why }) => [outcome, why])).toEqual(
			damaged.map(([, why]) => ['failed', expect.stringContaining(why)]),
		);

		const parameters = { provisionId: '={{ $json.provisionId }}' };
		const status = await world.run(new ConcurProvisioningStatus(), 'wait', parameters, items);
		const [succeeded, partial, failed, pending] = status.outputs.map((output) =>
			output.map(({ json }) => json.userName),
		);
		expect(succeeded).toEqual(genuine.map(({ login }) => login));
		expect(failed).toHaveLength(damaged.length);
		expect([partial, pending]).toEqual([[], []]);
	});
});

describe('genuine values', () => {
	it('of people with unusual names go through as they are', async () => {
		const names = [
			...[
				'Null',
				'Nan',
				"O'Brien",
				'D"Arc',
				'王小明',
				'Kim 😀',
				'{{ 1+1 }}',
				'محمد',
				'JOÃO',
				'São',
			],
			...['A\\B', '100%', 'A$&B', 'AT&T;', 'X Æ', "'t Hooft", 'Undefined', 'A\nB'],
		];
		const file = names.map((last, n) => ({ ...good(n), last, dept: last, job: last }));
		expect((await run(file)).map(({ outcome, why }) => [outcome, why])).toEqual(
			names.map(() => ['submitted', '']),
		);
	});

	it('of somebody called Null may be in the login', async () => {
		const [item] = await run([{ ...good(1), last: 'Null', login: 'jennifer.null@example.com' }]);
		expect(item).toMatchObject({ outcome: 'submitted', userName: 'jennifer.null@example.com' });
	});

	it('lose invisible characters at their ends, with a notice', async () => {
		const [item] = await run([
			{ ...good(1), login: 'pat@example.com\u200b', no: '\u200e20001\u200f' },
		]);
		expect(item).toMatchObject({
			outcome: 'submitted',
			userName: 'pat@example.com',
			employeeNumber: '20001',
			notices: expect.arrayContaining([
				'User name: an invisible character around it was removed (U+200B)',
				'Employee number: an invisible character around it was removed (U+200E, U+200F)',
			]),
		});
	});

	it('are sent in their composed form', async () => {
		const [item] = await run([{ ...good(1), last: 'Mu\u0308ller' }]);
		expect(await personOf(item!)).toMatchObject({ name: { familyName: 'M\u00fcller' } });
	});
});

/** As SAP Concur has somebody whom an item is about. */
async function personOf(item: IDataObject): Promise<IDataObject> {
	const parameters = { user: located('userName', String(item.userName)), simplify: false };
	return jsonOf(await world.run(new ConcurIdentity(), 'get', parameters))[0]!;
}

describe('a start date', () => {
	it.each([
		['Europe/Berlin', '2026-01-04T23:00:00.000Z'],
		['Europe/Berlin', '05.01.2026'],
		['America/New_York', '={{ DateTime.fromMillis(1767571200000) }}'],
		['Asia/Kolkata', "={{ DateTime.fromISO('2026-01-05') }}"],
		['Pacific/Auckland', "={{ DateTime.fromISO('2026-01-05').toJSDate() }}"],
		['UTC', '={{ new Date(1767571200000) }}'],
	])('is the same day in a workflow of %s from %s', async (timezone, sent) => {
		const startDate = sent.startsWith('=') ? sent : '={{ $json.from }}';
		const parameters = { fields: mapped({ ...fields.value, startDate }) };
		const rows = [{ ...good(1), from: sent }];
		const options = { timezone };
		const made = await world.run(new ConcurProvisioning(), 'create', parameters, rows, options);
		expect(await personOf(jsonOf(made)[0]!)).toMatchObject({
			'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
				startDate: '2026-01-05T00:00:00.000',
			},
		});
	});
});
