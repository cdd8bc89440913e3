// Room reports: what is to be known of many people before anything is done about it.
// Its operations read whole lists from SAP Concur and never write; their items go on to Apply Plan and to the verbs.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Key } from '../../shared/concur/existing/keys';
import { searchFilter } from '../../shared/form/filter/searchFilter';
import { companyOf } from '../../shared/form/readUserDocument';
import { withRequestsAtATime } from '../../shared/run/loop/requestsAtATime';
import { itemError } from '../../shared/run/nodeError';
import type { BatchOperation, ItemResult } from '../../shared/run/operation';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { planAll } from '../plan/planAll';
import { comparing, type ComparedRow } from './drift/comparedRow';
import { driftFields } from './drift/driftForm';
import { driftHints, tellHints } from './drift/driftHints';
import { driftItem } from './drift/driftItem';
import { areOfDrift, driftSummary } from './drift/driftSummary';
import { missingInHr } from './drift/missingInHr';

export const drift: BatchOperation = {
	name: 'Drift Report',
	action: 'Report where HR and SAP Concur differ',
	description:
		'Compare an HR file with everybody in SAP Concur: who differs, who is missing, and who is inactive on one side only. Nothing is sent.',
	saysWhatItIsAbout: true,
	fields: withRequestsAtATime(driftFields),

	async executeAll(items) {
		const wanted = this.getNodeParameter('return', 0, 'each');
		const summed = (json: IDataObject[]): ItemResult[] => [
			{ itemIndex: 0, itemIndexes: [...items.keys()], json: driftSummary(json) },
		];
		const given = items.map(({ json }) => json);
		if (wanted === 'summary' && areOfDrift(given)) return summed(given);
		const results = await compareAll.call(this);
		if (results.some(({ error }) => error)) return results;
		if (wanted === 'summary') return summed(results.map(({ json }) => json));
		if (wanted !== 'differences') return results;
		const different = results.filter(({ json }) => json.verdict !== 'same');
		if (different.length === 0) tellHints.call(this, [noneDiffers(results.length)], 'info');
		return different;
	},
};

const noneDiffers = (people: number) =>
	`No differences: ${people} ${people === 1 ? 'person is' : 'people are'} the same in HR and in SAP Concur.`;

/** One item for each row, in the order of the rows, and then one for each person whom no row is about. */
async function compareAll(this: IExecuteFunctions): Promise<ItemResult[]> {
	const filter = searchFilter.call(this, 0);
	const activeOnly = this.getNodeParameter('peopleInConcur', 0, 'active') !== 'all';
	const rows = new Map<number, ComparedRow>();
	const planned = await planAll.call(this, comparing(rows));
	if (planned.some(({ error }) => error)) return planned;
	const compared = planned.map((result) => {
		const { itemIndex, json } = result;
		const wish = parameterOf.call(this, 'inactivePeople', itemIndex, 'report');
		return { ...result, json: driftItem(json, rows.get(itemIndex), wish === 'reactivate') };
	});
	const userIds = compared.flatMap(({ json }) => (json.userId ? String(json.userId) : []));
	const others = compared.filter(({ json }) => !json.userId);
	const named = others.map(({ itemIndex, json }) => rows.get(itemIndex)?.keys ?? namesIn(json));
	const company = await companyOf.call(this);
	const missing = await missingInHr.call(
		this,
		{ userIds, others: named },
		{ filter, activeOnly },
		company,
	);
	const refused = compared.find(({ json }) => json.verdict === 'refused');
	// All may be refused because the app cannot read who they are.
	const isNobodyMet = userIds.length === 0 && missing.items.length === missing.counted;
	if (refused && isNobodyMet && missing.counted > 0) {
		const message = `No row is about anybody who was found, so nobody can be said to be missing in HR. ${String(refused.json.why)}`;
		throw itemError.call(
			this,
			refused.itemIndex,
			message,
			'Correct this first, then run this again.',
		);
	}
	const hints = driftHints({
		rows: [...rows.values()],
		missing: missing.items.length,
		counted: missing.counted,
		nameless: named.filter(({ length }) => length === 0).length,
	});
	tellHints.call(this, hints, 'warning');
	// They come from no row: an expression that looks for one must not get the first one.
	const added = missing.items.map((json) => ({ itemIndex: 0, itemIndexes: [], json }));
	return [...compared, ...added];
}

/** What a row that could not be read says all the same. */
const namesIn = ({ userName, employeeNumber }: IDataObject): Key[] =>
	Object.entries({ userName, employeeNumber }).flatMap(([kind, value]) =>
		value ? [{ kind: kind as Key['kind'], value: String(value) }] : [],
	);
