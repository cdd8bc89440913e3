import uniq from 'lodash/uniq';
import type { IDataObject } from 'n8n-workflow';
import { isUnknownOutcome, ownWords } from '../../../shared/concur/errors';
import type { NodeError } from '../../../shared/run/nodeError';
import type { ItemResult } from '../../../shared/run/operation';
import { extensions } from '../../../shared/schema/attributes';
import { parsePath } from '../../../shared/schema/scimPath';
import { fieldOf } from '../order/peopleNamed';
import type { LaterTurnPart } from '../order/turns';

/** A part of a user that no second request has set, and why: it stands behind "because". */
export interface LeftOut {
	part: LaterTurnPart;
	reason: string;
	cure: string;
	/** Whether it may have been set all the same. */
	isUncertain?: true;
}

export const setLater = 'Set it with SAP Concur Provisioning (Update) once both users are there.';

/** All parts, for the same reason. */
export const allParts = (parts: LaterTurnPart[], reason: string, cure = setLater): LeftOut[] =>
	parts.map((part) => ({ part, reason, cure }));

/**
 * Why a second request that was not accepted has set nothing, or may have.
 * @param leftOut the parts that were not in the request
 */
export function refusedParts(
	{ later }: { later: LaterTurnPart[] },
	error: NodeError,
	leftOut: LeftOut[] = [],
): LeftOut[] {
	const known = new Set(leftOut.map(({ part }) => part));
	const reason = error.message.replace(/^Not sent, because /, '');
	const refused = later
		.filter((part) => !known.has(part))
		.map((part): LeftOut => ({
			part,
			reason: reason === error.message ? `the second request failed: ${reason}` : reason,
			cure: `${setLater}${ownWords(error)}`,
			...(isUnknownOutcome(error) ? { isUncertain: true } : {}),
		}));
	return [...leftOut, ...refused];
}

/**
 * The result of a user with what is not set, which is no plain success: SAP Concur Provisioning Status reads `leftOut`.
 * `{ extension, field, label, sent?, message, hint }` for each field.
 */
export function withLeftOut(result: ItemResult, leftOut: LeftOut[]): ItemResult {
	if (leftOut.length === 0) return result;
	const entries = leftOut.flatMap(({ part, reason, cure, isUncertain }) =>
		part.people.map((person): IDataObject => {
			const { path, sent } = person;
			const { fieldId, label } = fieldOf(person);
			const problem = isUncertain ? 'may not have been set' : 'was not set';
			return {
				extension: extensions[parsePath(path).schema]?.shortName ?? '',
				field: fieldId,
				label,
				...(sent ? { sent } : {}),
				message: `${label} ${problem}, because ${reason}`,
				hint: cure,
			};
		}),
	);
	const why = uniq(entries.map(({ message }) => message)).join('; ');
	const json = { ...result.json, why, hint: entries[0]?.hint, leftOut: entries };
	return { ...result, json };
}
