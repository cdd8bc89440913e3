// Rows and JSON that nobody sends who means well: each gives its own readable message, soon, and the program's own errors
// never show through.
import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { rawPatchOperations } from '../../../../nodes/ConcurIdentity/write/rawPatchOperations.ts';
import { searchFilter } from '../../../../nodes/shared/form/filter/searchFilter.ts';
import { readUserDocument } from '../../../../nodes/shared/form/readUserDocument.ts';
import { toPatchOperations } from '../../../../nodes/shared/person/patchOperations.ts';
import { labelOf } from '../../../../nodes/shared/schema/labelOf.ts';
import { didYouMean } from '../../../../nodes/shared/schema/nearest.ts';
import { parsePath } from '../../../../nodes/shared/schema/scimPath.ts';
import { fieldsById } from '../../../../nodes/shared/schema/flatFields.ts';
import { factor } from '../../../fuzz/counts.mts';
import { hostileTexts, mutated, nested, numbersFrom, oddValue } from '../hostileTexts.mts';
import { spentMs } from '../../../support/spentTime.mts';

const schemas = 'urn:ietf:params:scim:schemas:extension';
const companyUuid = '08bcca1e-0d4f-4261-9f1b-f778d96617d6';
const person = {
	userName: 'jane@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	workEmail: 'jane@example.com',
};

/** As much of n8n as reading a form needs. */
function nodeWith(parameters: IDataObject): IExecuteFunctions & { opened: number } {
	const node = {
		id: '1',
		name: 'Node',
		type: 'concur',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const caller = {
		opened: 0,
		getNode: () => node,
		getInputData: () => [{ json: {} }],
		getTimezone: () => 'utc',
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getCredentials: async () => {
			caller.opened++;
			return { companyUuid };
		},
	};
	return caller as unknown as IExecuteFunctions & { opened: number };
}

const form = (columns: unknown, additionalAttributes: unknown = '{}') =>
	nodeWith({
		fields: { mappingMode: 'defineBelow', value: columns },
		additionalAttributes,
	} as IDataObject);

const create = async (columns: object, additional?: unknown) =>
	await readUserDocument.call(
		form({ ...person, ...columns }, additional),
		0,
		'provisioning',
		'create',
	);

const patch = (patchOperations: unknown) =>
	rawPatchOperations.call(nodeWith({ patchOperations } as IDataObject), 0);

/** The message and cure that somebody reads; undefined when nothing is wrong. Any other error fails the test. */
async function complaint(act: () => unknown): Promise<string | undefined> {
	try {
		await act();
		return undefined;
	} catch (caught) {
		expect(caught).toBeInstanceOf(NodeOperationError);
		const { message, description } = caught as NodeOperationError;
		return `${message} | ${description}`;
	}
}

const programs = /Cannot|is not a function|not iterable|undefined|\[object Object\]|call stack|NaN/;

describe('a very long text', () => {
	const columns = [
		...['roles', 'timezone', 'preferredLanguage', 'spendCountry', 'startDate', 'custom1', 'active'],
		...['entitlements', 'workEmail', 'reportApprover', 'travelRuleClass', 'expenseApprovalLimit'],
	];
	const places: Record<string, (text: string) => unknown> = {
		'a path': (text) => parsePath(text),
		'the path of a message': (text) => labelOf(text),
		'a misspelled name': (text) => didYouMean(text, [...fieldsById.keys()]),
		...Object.fromEntries(
			columns.map((id) => [`the column ${id}`, async (text) => await create({ [id]: text })]),
		),
		'the name of a column': async (text) => await create({ [text]: 'x' }),
		'the name of an attribute': async (text) => await create({}, { [text]: 1 }),
		'the name of an extension': async (text) => await create({}, { [`urn:${text}`]: 1 }),
		'the JSON': async (text) => await create({}, text),
		'the type of an email': async (text) =>
			await create({}, { emails: [{ type: text, value: 'a@b.c' }] }),
		'the name of a role': async (text) =>
			await create({}, { [`${schemas}:spend:2.0:Role`]: { roles: [{ roleName: text }] } }),
		'the path of an operation': (text) => patch([{ op: 'replace', path: text, value: 1 }]),
		'an operation': (text) => patch([{ op: text, path: 'title', value: 1 }]),
	};

	// Some took more than a minute, and four times as long for each doubling.
	it.each(Object.keys(places))('is read within seconds in all shapes, as %s', async (place) => {
		const ms = await spentMs(async () => {
			for (const make of Object.values(hostileTexts)) {
				const text = await complaint(() => places[place]!(make(128_000)));
				expect((text ?? '').length).toBeLessThan(12_000);
			}
		});
		expect(ms).toBeLessThan(10_000);
	});
});

describe('many entries', () => {
	const many = (count: number, make: (n: number) => unknown) =>
		Array.from({ length: count }, (_, n) => make(n));
	const lists: Record<string, (count: number) => Promise<unknown>> = {
		emails: async (n) =>
			await create({}, { emails: many(n, (i) => ({ type: `t${i}`, value: 'a' })) }),
		roles: async (n) => await create({ roles: many(n, (i) => `ROLE${i}`).join() }),
		'custom data': async (n) =>
			await create(
				{ custom1: 'x' },
				{
					[`${schemas}:spend:2.0:User`]: {
						customData: many(n, (i) => ({ id: `c${i}`, value: 'x' })),
					},
				},
			),
		products: async (n) => await create({ entitlements: many(n, (i) => `E${i}`) }),
	};

	it.each(Object.keys(lists))('of one list are one complaint, not one each: %s', async (list) => {
		expect(await complaint(() => lists[list]!(20_000))).toMatch(
			/has too many entries: 20000 .*Send at most 1000\./,
		);
	});

	it('that SAP Concur has are not compared with each other', async () => {
		const entries = many(20_000, (n) => ({ id: `c${n}`, value: 'x' })) as IDataObject[];
		const extension = `${schemas}:spend:2.0:User`;
		const wanted = entries.slice(-900).map((entry) => ({ ...entry, value: 'y' }));
		const compare = () =>
			toPatchOperations(
				{ [extension]: { customData: wanted } },
				{ [extension]: { customData: entries } },
			);
		expect(await spentMs(compare)).toBeLessThan(5000);
		const operations = compare();
		expect(operations).toHaveLength(900);
		expect(operations[0]).toEqual({
			op: 'replace',
			path: `${extension}:customData[id eq "c19100"].value`,
			value: 'y',
		});
	});
});

describe('many complaints about one item', () => {
	const unknown = (count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, n) => [`wrong${n}`, n]));

	it('are told up to the 20th, with the number of the others', async () => {
		const text = await complaint(async () => await create({}, unknown(25)));
		expect(text).toContain('wrong19 is not an attribute of SAP Concur (sent: 19); and 5 more');
		expect(text).not.toContain('wrong20');
	});

	it('are all told when there are 20', async () => {
		const text = await complaint(async () => await create({}, unknown(20)));
		expect(text).toContain('wrong19 is not an attribute of SAP Concur (sent: 19) |');
	});

	it('are soon told when there are 50,000', async () => {
		expect(await complaint(async () => await create({}, unknown(50_000)))).toContain(
			'; and 49980 more |',
		);
	});
});

describe('what is nested too deeply', () => {
	it('is named with its field', async () => {
		expect(await complaint(async () => await create({ title: nested(10_000) }))).toBe(
			'Job title is nested too deeply (sent: [object]) | Job title: Use one value, or a list of values.',
		);
		const tooDeep =
			/^The field '(Additional Attributes \(JSON\)|PATCH Operations)' is nested too deeply \| Enter /;
		expect(await complaint(async () => await create({}, { name: nested(10_000) }))).toMatch(
			tooDeep,
		);
		expect(
			await complaint(() => patch([{ op: 'add', path: 'title', value: nested(10_000) }])),
		).toMatch(tooDeep);
		const text = `{"emails":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
		expect(await complaint(async () => await create({}, text))).toMatch(tooDeep);
	});
});

describe('what is no text where a text belongs', () => {
	it.each<unknown>([{ toString: 1 }, { toString: null }, [{ valueOf: 1 }], {}])(
		'is named with its field: %j',
		async (value) => {
			for (const [id, { label }] of fieldsById) {
				const text = await complaint(async () => await create({ [id]: value }));
				expect(text, id).toContain(label);
				expect(text, id).not.toMatch(programs);
			}
		},
	);

	it('is refused in the operations of a PATCH', async () => {
		expect(
			await complaint(() => patch([{ op: { toString: 1 }, path: 'title', value: 1 }])),
		).toContain(
			`contains the operation '{"toString":1}'. Valid operations are add, replace, and remove`,
		);
		expect(
			await complaint(() => patch([{ op: 'replace', path: { toString: 1 }, value: 1 }])),
		).toContain('contains a path that is not a text: {"toString":1}');
	});

	it.each<[string, IDataObject]>([
		['a filter', { filterType: 'expression', filter: { toString: 1 } }],
		['a condition', { filterType: 'conditions', conditions: { condition: [{ toString: 1 }] } }],
		[
			'a value',
			{
				filterType: 'conditions',
				conditions: {
					condition: [{ attribute: 'userName', operator: 'eq', value: { toString: 1 } }],
				},
			},
		],
	])('is refused as %s of a search', async (_what, parameters) => {
		const text = await complaint(() => searchFilter.call(nodeWith(parameters), 0));
		expect(text).toContain('{"toString":1}');
		expect(text).not.toMatch(programs);
	});
});

describe('anything at all, by seed', () => {
	const document = {
		nickName: 'Kim',
		emails: [{ type: 'home', value: 'a@b.c' }],
		phoneNumbers: [{ type: 'mobile', value: '1', primary: true }],
		addresses: [{ type: 'work', country: 'US' }],
		emergencyContacts: [{ relationship: 'x', name: 'y' }],
		entitlements: ['Expense'],
		[`${schemas}:enterprise:2.0:User`]: {
			leavesOfAbsence: [{ startDate: '2026-05-01' }],
			manager: { employeeNumber: '5' },
		},
		[`${schemas}:spend:2.0:User`]: {
			country: 'US',
			locale: 'en-US',
			reimbursementCurrency: 'USD',
			customData: [{ id: 'custom1', value: 'x' }],
		},
		[`${schemas}:spend:2.0:Role`]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: ['A'] }] },
		[`${schemas}:spend:2.0:Approver`]: {
			report: [{ approver: { employeeNumber: '1001' }, primary: true }],
		},
		[`${schemas}:travel:2.0:User`]: { ruleClass: { id: 5 }, groups: [1] },
	};
	const ids = [...fieldsById.keys()];
	/** All of them in a thorough run (test/fuzz/counts.mts). */
	const roundsOf = (all: number) => Math.min(all, Math.ceil((all / 6) * factor));

	it.each([1, 2, 3])('in rows and JSON gives a message or a document: seed %i', async (seed) => {
		const next = numbersFrom(seed);
		for (let round = 0; round < roundsOf(700); round++) {
			const id = ids[Math.floor(next() * ids.length)]!;
			const columns = { custom1: 'x', reportApprover: '7', [id]: oddValue(next) };
			const additional = next() < 0.7 ? mutated(document, next) : document;
			const purpose = next() < 0.5 ? 'create' : 'update';
			const node = nodeWith({
				fields: { mappingMode: 'defineBelow', value: { ...person, ...columns } },
				changes: { mappingMode: 'defineBelow', value: columns },
				additionalAttributes: additional,
			} as IDataObject);
			let made: IDataObject = {};
			const text = await complaint(async () => {
				made = (await readUserDocument.call(node, 0, 'provisioning', purpose)).document;
			});
			expect(text ?? '', id).not.toMatch(/Cannot|not a function|call stack/);
			toPatchOperations(made, document as IDataObject);
			toPatchOperations(document as IDataObject, made);
		}
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it('in PATCH operations gives a message or the operations', async () => {
		const next = numbersFrom(4);
		const operations = [
			{ op: 'replace', path: 'title', value: 'Director' },
			{ op: 'add', path: 'emails[type eq "work"].value', value: 'x' },
			{ op: 'remove', path: `${schemas}:enterprise:2.0:User:costCenter` },
		];
		for (let round = 0; round < roundsOf(1000); round++) {
			const text = await complaint(() => patch(mutated(operations, next)));
			expect(text ?? '').not.toMatch(/Cannot|not a function|call stack/);
		}
	});
});

it('opens the credential once for all items of a run', async () => {
	const node = form(person);
	await Promise.all(
		[0, 1, 2, 3].map((item) => readUserDocument.call(node, item, 'identity', 'create')),
	);
	expect(node.opened).toBe(1);
});
