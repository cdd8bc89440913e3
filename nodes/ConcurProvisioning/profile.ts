// What Concur holds of one person, from the three services that hold a part each.
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, JsonObject } from 'n8n-workflow';
import { concurRequest } from '../shared/transport';
import { identityPath } from '../shared/user';

export interface ProfileParts {
	identity: boolean;
	spend: boolean;
	travel: boolean;
}

/**
 * The asked-for parts as one document: core attributes at the top, each extension below its URN.
 * A person without a spend or travel profile has none of its extensions. Undefined when nothing is asked for.
 * @throws NodeApiError for an unknown person
 */
export async function readProfile(
	this: IExecuteFunctions,
	userId: string,
	parts: ProfileParts,
): Promise<IDataObject | undefined> {
	if (!parts.identity && !parts.spend && !parts.travel) return undefined;
	return {
		...(parts.identity ? await read.call(this, `${identityPath}/${userId}`) : {}),
		...(parts.spend ? await readIfThere.call(this, `/profile/spend/v4.1/Users/${userId}`) : {}),
		...(parts.travel ? await readIfThere.call(this, `/profile/travel/v4/Users/${userId}`) : {}),
	};
}

async function read(this: IExecuteFunctions, path: string): Promise<IDataObject> {
	return (await concurRequest<IDataObject>(this, { method: 'GET', path })).body;
}

/** The extensions of a product profile; none where Concur answers 404. SAP: v4.1.spend-user-retrieval. */
async function readIfThere(this: IExecuteFunctions, path: string): Promise<IDataObject> {
	try {
		const profile = await read.call(this, path);
		return Object.fromEntries(Object.entries(profile).filter(([key]) => key.startsWith('urn:')));
	} catch (error) {
		if (error instanceof NodeApiError && error.httpCode === '404') return {};
		throw new NodeApiError(this.getNode(), error as JsonObject);
	}
}
