// What the path of a failed request says about its failure.
import type { IDataObject } from 'n8n-workflow';
import { isUuid } from '../schema/uuid';

export interface FailedRequest {
	method: string;
	path: string;
	qs?: IDataObject;
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
export function notFound({ path, qs = {} }: FailedRequest, said: string): Explanation {
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
			: `SAP Concur did not find what was requested${said ? `: ${said}` : ''}`,
		description: "Check the user, and check that the user belongs to the credential's company.",
	};
}
