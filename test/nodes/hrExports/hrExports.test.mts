import type { IDataObject } from 'n8n-workflow';
import escapeRegExp from 'lodash/escapeRegExp.js';
import omit from 'lodash/omit.js';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../support/virtualWorld.mts';
import { bambooHr } from './bambooHr.mts';
import { hiBob } from './hiBob.mts';
import { filled, holdingOf } from './holding.mts';
import type { Holding, HrExport } from './hrExport.mts';
import { luccaFrench } from './luccaFrench.mts';
import { cellOf, readExport } from './readExport.mts';
import { sapHrGerman } from './sapHrGerman.mts';
import { sheetSpanish } from './sheetSpanish.mts';
import { successFactors } from './successFactors.mts';
import { ukg } from './ukg.mts';
import { workday } from './workday.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
/** What the mapper stores for Map Automatically; nothing else is chosen. */
const fields = { mappingMode: 'autoMapInputData', value: null, schema: [] };
const exports = [
	...[workday, successFactors, sapHrGerman, bambooHr],
	...[luccaFrench, sheetSpanish, ukg, hiBob],
];

/** What SAP Concur Identity has no fields for. */
const expenseParts = [
	...['country', 'locale', 'currency', 'ledger', 'custom3'],
	...['roles', 'reportApprover', 'reportLimit'],
];

/** Rows without a fault, each with its number. */
const goodRows = (one: HrExport) =>
	readExport(one)
		.map((row, index) => ({ number: index + 1, cell: cellOf(row) }))
		.filter(({ number }) => !one.faults[number] && number !== one.noPerson);
const faultyNumbers = ({ faults, noPerson }: HrExport) =>
	[...Object.keys(faults).map(Number), ...(noPerson ? [noPerson] : [])].sort((a, b) => a - b);

/** The outputs of SAP Concur Provisioning Status after it has waited. */
async function statusesOf(made: IDataObject[]): Promise<IDataObject[][]> {
	const parameters = { provisionId: '={{ $json.provisionId }}' };
	const status = await world.run(new ConcurProvisioningStatus(), 'wait', parameters, made);
	return status.outputs.map((output) => output.map(({ json }) => json));
}

/** The people of requests that all succeed. */
async function completed(made: IDataObject[]): Promise<IDataObject[]> {
	const [succeeded, ...others] = await statusesOf(made);
	expect(others.flat()).toEqual([]);
	return succeeded!;
}

/** What SAP Concur holds of the people, in their order. */
async function held(people: IDataObject[]): Promise<Holding[]> {
	const parameters = { user: located('id', '={{ $json.userId ?? $json.id }}'), simplify: false };
	const items = jsonOf(await world.run(new ConcurProvisioning(), 'getProfile', parameters, people));
	return items.map(holdingOf);
}

const run = async (one: HrExport, options: object = goOn) => {
	world.simulator.settings({ company: one.company ?? {} });
	return await world.run(new ConcurProvisioning(), 'create', { fields }, readExport(one), options);
};

describe.each(exports.map((one) => [one.name, one] as const))('%s', (_, one) => {
	it('is provisioned with Map Automatically alone, each planted fault is named by its column, and the first item says which columns are not used', async () => {
		const made = jsonOf(await run(one));
		expect(columnsNotUsed(made[0]!, one)).toEqual(new Set(one.notUsed));
		const refused = made
			.map((item, index) => ({ number: index + 1, item }))
			.filter(({ item }) => item.outcome !== 'submitted');
		expect(Object.fromEntries(refused.map(({ number, item }) => [number, item.why]))).toEqual(
			byNumber(faultyNumbers(one).map((number) => [number, saying(one, number)])),
		);
		// Nothing is said about the other cells of such a row.
		const own = refused.filter(({ number }) => one.faults[number] && !one.faults[number].dependsOn);
		expect(own.filter(({ item }) => (item.errors as unknown[]).length !== 1)).toEqual([]);

		const [succeeded, ...others] = await statusesOf(made);
		expect(others.map((items) => items.map(({ why }) => why)).flat()).toHaveLength(
			faultyNumbers(one).length,
		);
		expect(others.map(({ length }) => length)).toEqual([0, faultyNumbers(one).length, 0]);

		const people = await held(succeeded!);
		const good = goodRows(one);
		expect(byNumber(good.map(({ number }, index) => [number, people[index]]))).toEqual(
			byNumber(good.map(({ number, cell }) => [number, filled(one.expected(cell))])),
		);
		const literal = Object.keys(one.literal).map(Number);
		expect(
			byNumber(literal.map((n) => [n, people[good.findIndex(({ number }) => number === n)]])),
		).toEqual(one.literal);
	});

	it('sends nothing when the run stops at an error, and one error lists the faulty rows', async () => {
		const { error, outputs } = await run(one, {});
		expect(outputs.flat()).toEqual([]);
		const { context } = error as unknown as { context: { rows: { row: number }[] } };
		const own = faultyNumbers(one).filter((number) => !one.faults[number]?.dependsOn);
		expect(context.rows.map(({ row }) => row)).toEqual(own);
		expect(
			(await world.requests()).filter((request) => /Bulk|^POST .*\/Users$/.test(request)),
		).toEqual([]);
	});
});

describe.each(exports.map((one) => [one.name, one] as const))(
	'%s in SAP Concur Identity',
	(_, one) => {
		it('is created as far as the node has fields, and each other fault is named by its column', async () => {
			const items = readExport(one);
			const made = jsonOf(await world.run(new ConcurIdentity(), 'create', { fields }, items, goOn));
			const isGood = (number: number) =>
				one.faults[number]?.expenseOnly ?? !(one.faults[number] ?? number === one.noPerson);
			const faulty = faultyNumbers(one).filter((number) => !isGood(number));
			expect(
				byNumber(
					made.flatMap((item, index) =>
						item.outcome === 'failed' || item.error ? [[index + 1, item.why ?? item.error]] : [],
					),
				),
			).toEqual(byNumber(faulty.map((n) => [n, saying(one, n)])));
			const people = items
				.map((row, index) => ({ number: index + 1, cell: cellOf(row) }))
				.filter(({ number }) => isGood(number));
			const holdings = await held(people.map(({ number }) => made[number - 1]!));
			expect(byNumber(people.map(({ number }, index) => [number, holdings[index]]))).toEqual(
				byNumber(
					people.map(({ number, cell }) => {
						return [number, filled(omit(one.expected(cell), expenseParts))];
					}),
				),
			);
		});
	},
);

describe.each([
	['SAP HR, German', sapHrGerman, 'Pers.-Nr.'],
	['Sheet of Excel, Spanish', sheetSpanish, 'Nº de empleado'],
] as const)('%s, sent again', (_, one, number) => {
	it.each(['update', 'replace'])('by %s, leaves everybody as they are', async (operation) => {
		const good = goodRows(one);
		const rows = readExport(one).filter((_row, index) =>
			good.some((row) => row.number === index + 1),
		);
		world.simulator.settings({ company: one.company ?? {} });
		await completed(jsonOf(await world.run(new ConcurProvisioning(), 'create', { fields }, rows)));
		const user = located('employeeNumber', `={{ $json["${number}"] }}`);
		const parameters = { fields, user, confirmReplace: true };
		const again = await world.run(new ConcurProvisioning(), operation, parameters, rows);
		const people = await held(await completed(jsonOf(again)));
		expect(people).toEqual(good.map(({ cell }) => filled(one.expected(cell))));
	});
});

/** As the first item says; a column whose meaning is open counts neither way. */
function columnsNotUsed({ notices }: IDataObject, { open = [] }: HrExport): Set<string> {
	const told = (notices as string[]).filter((text) => text.startsWith('Not used')).join('\n');
	const named = [...told.matchAll(/"([^"]+)"/g)].map(([, column = '']) => column);
	return new Set(named.filter((column) => !open.includes(column)));
}

/** What the message about a faulty row contains; a column is not named beside a label that is the same word. */
function saying({ faults }: HrExport, number: number): unknown {
	const { column, sent, dependsOn } = faults[number] ?? {};
	if (column === undefined) return expect.any(String);
	if (dependsOn) return expect.stringContaining(`row ${dependsOn})`);
	if (sent === undefined) return expect.stringContaining(`${column} is missing`);
	return expect.stringMatching(
		new RegExp(`\\(column "${escapeRegExp(column)}"\\)|^${escapeRegExp(column)} `, 'i'),
	);
}

const byNumber = (entries: (readonly [number, unknown] | (string | number | unknown)[])[]) =>
	Object.fromEntries(entries as [number, unknown][]);
