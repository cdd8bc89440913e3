// One error for all rows that are wrong: who corrects a sheet wants to see them all at once.
import uniq from 'lodash/uniq';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isCancelled } from '../concur/pause';
import { calledBy, whoIs } from './itemOutcome';
import { isTool, markItem, type NodeError } from './nodeError';
import { panelText } from './panelText';

interface FailedItem {
	itemIndex: number;
	error: NodeError;
}

/** Rows that one error names, and cures below them: with more, the first ones are out of sight. */
const mostRows = 20;
const mostCures = 10;

/**
 * The error that ends the node because of these items. What concerns the run, SAP Concur, or the credential stands for all of
 * them.
 * The description is HTML, a row in each line; `context.rows` holds all rows for programs:
 * `{ row, itemIndex, userName?, employeeNumber?, message, hint, errors? }`.
 * @param failed at least one, in the order of the items
 * @param problem continues '3 of 20 rows'
 */
export function rowsError(
	this: IExecuteFunctions,
	failed: FailedItem[],
	problem: string,
): NodeError {
	const common = failed.find(({ error }) => concernsAll.call(this, error));
	const [first] = failed as [FailedItem];
	const ofRun = failed.find(({ error: { context } }) => context.isOfRun === true)?.error;
	if (ofRun) {
		return Object.assign(ofRun, { description: shownText.call(this, [ofRun.description ?? '']) });
	}
	const { error } = common ?? first;
	const rows = failed.map((one) => rowOf.call(this, one));
	const all = this.getInputData().length;
	const isSameForAll =
		failed.length === all && uniq(failed.map((one) => one.error.message)).length === 1;
	if (common || failed.length === 1) {
		if (!common) error.message = titled.call(this, first);
		markItem(error, (common ?? first).itemIndex);
		return Object.assign(error, { description: shownText.call(this, [error.description ?? '']) });
	}
	const [message, description] = isSameForAll
		? [`All ${all} rows: ${error.message}`, [error.description ?? '']]
		: [`${failed.length} of ${all} rows ${problem}`, listed.call(this, failed)];
	const whole = new NodeOperationError(this.getNode(), message, {
		description: shownText.call(this, description),
	});
	return Object.assign(whole, { context: { ...whole.context, rows } });
}

/** n8n recognizes the error of its Stop button by the message. */
function concernsAll(this: IExecuteFunctions, { context, message }: NodeError): boolean {
	const isOfService = (context.reach ?? 'request') !== 'request';
	return isOfService || (isCancelled(this) && message.includes('canceled'));
}

function rowOf(this: IExecuteFunctions, { itemIndex, error }: FailedItem): IDataObject {
	const { userName, employeeNumber } = whoIs.call(this, itemIndex);
	const { errors } = error.context as IDataObject;
	return {
		row: itemIndex + 1,
		itemIndex,
		...(userName ? { userName } : {}),
		...(employeeNumber ? { employeeNumber } : {}),
		message: error.message,
		hint: error.description ?? '',
		...(errors ? { errors } : {}),
	};
}

/** 'Row 2 (Jane Doe, 10023): Start date is missing'; what the message says itself is left out. */
function titled(this: IExecuteFunctions, { itemIndex, error: { message } }: FailedItem): string {
	const who = calledBy.call(this, itemIndex).filter((name) => !message.includes(name));
	const row = this.getInputData().length > 1 ? `Row ${itemIndex + 1}` : '';
	const names = row && who.length > 0 ? `(${who.join(', ')})` : who.join(', ');
	const title = [row, names].filter(Boolean).join(' ');
	return title ? `${title}: ${message}` : message;
}

/** Lines as n8n's panel shows them, and an agent reads them. */
function shownText(this: IExecuteFunctions, lines: string[]): string {
	return isTool.call(this) ? lines.join('\n') : lines.map(panelText).join('<br>\n');
}

/** The rows, and below them, after an empty line, what to do. */
function listed(this: IExecuteFunctions, failed: FailedItem[]): string[] {
	const shown = failed.slice(0, mostRows);
	const more = failed.length - shown.length;
	const cures = uniq(shown.flatMap(({ error }) => curesOf(error))).slice(0, mostCures);
	return [
		...shown.map((one) => titled.call(this, one)),
		...(more > 0 ? [`and ${more} more`] : []),
		'Row 1 is the first item.',
		...(cures.length > 0 ? ['', ...cures] : []),
	];
}

function curesOf({ description, context }: NodeError): string[] {
	const errors = Array.isArray(context.errors) ? (context.errors as IDataObject[]) : [];
	const cures = errors.flatMap(({ label, hint }) =>
		label && hint ? `${String(label)}: ${String(hint)}` : [],
	);
	return cures.length > 0 ? cures : [description ?? ''].filter(Boolean);
}
