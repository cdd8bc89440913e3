// Room mapper: from the mapper of the form, or the columns of the row, to one value for each field.
// What the values mean is read in nodes/shared/row; this room only finds them and the columns that they come from.
import type { IExecuteFunctions } from 'n8n-workflow';
import type { JsonObject } from '../../schema/attributes';

/** By run: every row asks. */
const words = new WeakMap<IExecuteFunctions, { word?: string }>();

/** The word with which a cell clears its field, in the operations whose forms have it; undefined elsewhere. */
export function clearWordOf(this: IExecuteFunctions): string | undefined {
	const known = words.get(this) ?? { word: readClearWord.call(this) };
	words.set(this, known);
	return known.word;
}

/**
 * The word of a row itself, which says more than the form, in the operations whose forms have one. What Convert of an import file has
 * written holds in all of them: no user is to be called by it.
 */
export function clearWordIn(
	this: IExecuteFunctions,
	{ clearWith, outcome }: JsonObject,
): string | undefined {
	if (typeof clearWith !== 'string' || clearWith.trim() === '') return undefined;
	return outcome === 'converted' || isClearing.call(this) ? clearWith.trim() : undefined;
}

/** n8n keeps what another operation of the node had in its options. */
function isClearing(this: IExecuteFunctions): boolean {
	return clearing.includes(this.getNodeParameter('operation', 0) as string);
}

function readClearWord(this: IExecuteFunctions): string | undefined {
	if (!isClearing.call(this)) return undefined;
	const word: unknown = this.getNodeParameter('options.clearWith', 0, '');
	return typeof word === 'string' && word.trim() !== '' ? word.trim() : undefined;
}

const clearing = ['upsert', 'plan', 'drift', 'setApprovers'];
