// What SAP Concur holds of one user, from the three services that hold a part each.
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, JsonObject } from 'n8n-workflow';
import { z } from 'zod';
import { isTooDeep, type ProfilePart } from '../schema/attributes';
import { identityPath } from './identitySearch';
import { concurRequest, type ConcurRequest } from './transport';

/**
 * The asked-for parts as one document: core attributes at the top, each extension below its URN.
 * A user without an expense or travel profile has none of its extensions. Undefined if no part is asked for.
 * @param correlationId that of the event behind this request, for SAP Concur support
 * @throws NodeApiError for an unknown user
 */
export async function readProfile(
	this: IExecuteFunctions,
	userId: string,
	parts: ProfilePart[],
	correlationId?: string,
): Promise<IDataObject | undefined> {
	if (parts.length === 0) return undefined;
	const get = (path: string): ConcurRequest<IDataObject> => ({
		method: 'GET',
		path: `${path}/${userId}`,
		correlationId,
		expects: profile,
	});
	return {
		...(parts.includes('identity') ? await read.call(this, get(identityPath)) : {}),
		...(parts.includes('spend')
			? await readIfThere.call(this, get('/profile/spend/v4.1/Users'))
			: {}),
		...(parts.includes('travel')
			? await readIfThere.call(this, get('/profile/travel/v4/Users'))
			: {}),
	};
}

/** One part; every attribute is taken as it comes. */
const profile = z
	.object({})
	.passthrough()
	.refine((part) => !isTooDeep(part))
	.transform((part) => part as IDataObject);

async function read(
	this: IExecuteFunctions,
	request: ConcurRequest<IDataObject>,
): Promise<IDataObject> {
	return (await concurRequest(this, request)).body;
}

/** The extensions of a product profile; none where SAP Concur returns 404. SAP: v4.1.spend-user-retrieval. */
async function readIfThere(
	this: IExecuteFunctions,
	request: ConcurRequest<IDataObject>,
): Promise<IDataObject> {
	try {
		const part = await read.call(this, request);
		return Object.fromEntries(Object.entries(part).filter(([key]) => key.startsWith('urn:')));
	} catch (error) {
		if (error instanceof NodeApiError && error.httpCode === '404') return {};
		throw new NodeApiError(this.getNode(), error as JsonObject);
	}
}
