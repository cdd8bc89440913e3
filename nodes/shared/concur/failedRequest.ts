// What a failed request says about its failure: by its path, and by what it sent.
import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';
import { isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { attributePath, joinPath, parsePath } from '../schema/scimPath';
import { isUuid } from '../schema/uuid';

export interface FailedRequest {
	method: string;
	path: string;
	qs?: IDataObject;
	body?: object;
}

/**
 * The single value that a request sent for an attribute, in a user document or in the operations of a PATCH.
 * @param schemaPath as SAP Concur's messages name it, such as 'emails[0].value'
 * @returns undefined for what the request did not send, and for objects and lists
 */
export function sentAt({ body }: FailedRequest, schemaPath: string): unknown {
	if (!isJsonObject(body)) return undefined;
	const value = Array.isArray(body.Operations)
		? sentIn(body.Operations, schemaPath)
		: valueAt(body, schemaPath);
	return ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;
}

function valueAt(document: JsonObject, path: string): unknown {
	const { schema } = parsePath(path);
	if (!path.startsWith(schema)) return get(document, path);
	const below = path.slice(schema.length + 1);
	return get(schema === urn.core ? document : document[schema], below);
}

/** Undefined where several operations change the attribute: a message does not say which one it means. */
function sentIn(operations: unknown[], schemaPath: string): unknown {
	const plain = (path: string) => {
		const { schema, steps } = parsePath(path);
		return joinPath(schema, attributePath(steps));
	};
	const own = operations.filter(
		(operation) =>
			isJsonObject(operation) &&
			typeof operation.path === 'string' &&
			plain(operation.path) === plain(schemaPath),
	);
	return own.length === 1 ? get(own, [0, 'value']) : undefined;
}

export interface Explanation {
	message: string;
	description: string;
}

/** The scopes that a call needs, for the sentence after a 403. SAP: v4.scope-mapping. */
export function scopesFor({ method, path }: FailedRequest): string {
	if (path.startsWith('/events')) return 'events.topic.read';
	if (path.startsWith('/profile/spend')) return 'spend.user.general.read';
	if (path.startsWith('/profile/travel')) {
		return 'travel.user.general.read and travel.user.private.read';
	}
	if (path.includes('/provisions/')) return 'user.provision.read';
	if (method === 'DELETE') return 'identity.user.delete';
	if (path.startsWith('/profile/identity')) {
		return method === 'GET' || path.endsWith('/.search')
			? 'identity.user.ids.read, identity.user.core.read, identity.user.coresensitive.read and identity.user.enterprise.read'
			: 'identity.user.coreenterprise.writeonly (and identity.user.externalID.writeonly for the external ID)';
	}
	return 'user.provision.write';
}

/** Message and description for a 404: which request or user SAP Concur does not know. */
export function notFound({ path, qs = {} }: FailedRequest): Explanation {
	const parts = [...path.split('/'), ...Object.values(qs).map(String)];
	const id = parts.find(isUuid) ?? '';
	if (path.includes('/provisions/')) {
		return {
			message: `SAP Concur does not know the provisioning request '${id || path.split('/')[4]}'`,
			description:
				'SAP Concur keeps a status for 7 days. Check the provisioning ID, and check that the credential belongs to the company of the request.',
		};
	}
	const product = /^\/profile\/(spend|travel)/.exec(path)?.[1];
	if (product && !id) {
		return {
			message: 'SAP Concur has no employee form for this company',
			description:
				'Check whether the company uses Expense, and check that the credential belongs to the right company.',
		};
	}
	if (product) {
		return {
			message: `The user '${id}' has no ${product === 'spend' ? 'expense' : 'travel'} profile in SAP Concur`,
			description:
				'Check the user. To create the profile, send expense or travel data with SAP Concur Provisioning (Update).',
		};
	}
	return {
		message: id
			? `SAP Concur has no user with the UUID '${id}'`
			: 'SAP Concur did not find what was requested',
		description: "Check the user, and check that the user belongs to the credential's company.",
	};
}
