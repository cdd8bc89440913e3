import pick from 'lodash/pick';
import { isJsonObject, urn, type JsonObject } from '../../../schema/attributes';
import type { Caller } from '../../pause';
import { concurRequest } from '../../transport';
import { extensionsIn, isAbsent, productPaths, profileOf } from './readPart';

/**
 * The approval limits of one user for every group, by URN, at most 1000; none for somebody without an expense profile. SAP:
 * v4.1.spend-user-retrieval, Approver Limit Extension.
 * @returns why they cannot be read otherwise
 */
export async function readLimits(
	caller: Caller,
	userId: string,
	correlationId?: string,
): Promise<JsonObject | Error> {
	const path = `${productPaths.spend}/${userId}`;
	const qs = { attributes: urn.approverLimit };
	const request = { method: 'GET', path, qs, correlationId } as const;
	const answer = await concurRequest(caller, { ...request, expects: profileOf(userId) }).catch(
		(error: Error) => error,
	);
	if (answer instanceof Error) return isAbsent(answer) ? {} : answer;
	return pick(extensionsIn(answer.body), urn.approverLimit);
}

/** Whether a document names an approval limit that a profile does not show. Pure. */
export function namesGroupLimits(document: JsonObject): boolean {
	const limits = document[urn.approverLimit];
	return Object.values(isJsonObject(limits) ? limits : {})
		.flat()
		.some((entry) => isJsonObject(entry) && Boolean(entry.approvalGroup));
}
