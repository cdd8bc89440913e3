import difference from 'lodash/difference';
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from '../../shared/schema/attributes';
import type { Submission } from '../submit/submission';
import type { GivenRepair } from './givenRepair';

/**
 * A submission with the story of the request that it completes: what was applied then or is there by now, what was changed, and
 * why it was not enough. Pure.
 * @param json the item, if it is the one that holds the repair
 */
export function repaired(
	submission: Submission,
	{ resend, applied, why }: Pick<GivenRepair, 'resend' | 'applied' | 'why'>,
	json: IDataObject,
): Submission {
	const { sent, changes = [], notices } = submission;
	const before = isJsonObject(json.repair) ? json : {};
	const all = uniqBy([...changes, ...objectsIn(before.changes)], 'field');
	return {
		...submission,
		// What is not sent although it was rejected before is there by now.
		applied: difference(uniq([...applied, ...resend]), sent),
		...(all.length > 0 ? { changes: all } : {}),
		notices: uniq([
			...textsIn(before.notices),
			...(why === '' ? [] : [`Rejected before: ${why}`]),
			...notices,
		]),
	};
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const objectsIn = (value: unknown) => listIn(value).filter(isJsonObject) as IDataObject[];
const textsIn = (value: unknown) =>
	listIn(value).filter((one): one is string => typeof one === 'string');
