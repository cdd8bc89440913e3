// The requests themselves: one user, or a pack of them.
import type { IExecuteFunctions } from 'n8n-workflow';
import { concurRequest } from '../../shared/concur/transport';
import { findBulk, findSingle } from './lostResponse';
import { bulkRequest } from './bulk';
import type { Submission } from './submission';

/** What SAP Concur returned for a request that it accepted. */
export interface Receipt {
	/** Undefined for a delete, which SAP Concur carries out immediately. */
	provisionId?: string;
	/** Undefined in a bulk, where identities are written later. */
	userId?: string;
	correlationId: string;
	/** A remark for the user of the workflow. */
	notice?: string;
}

interface SingleResponse {
	id?: string;
	meta?: { provisionId?: string };
}

/** Sends one user. SAP: v4.user-provisioning, Users; the response to a delete has no body. */
export async function sendSingle(
	this: IExecuteFunctions,
	submission: Submission,
): Promise<Receipt> {
	const { body, correlationId, recovered } = await concurRequest<SingleResponse | ''>(this, {
		method: submission.method,
		path: `/profile/v4${submission.path}`,
		body: submission.data,
		findLost: findSingle.call(this, submission),
	});
	const { id, meta } = body || {};
	const notice = recovered
		? "SAP Concur's response was lost. The user was found in SAP Concur and was not created again."
		: undefined;
	return { provisionId: meta?.provisionId, userId: id, correlationId, notice };
}

/** Sends up to 100 users in one request. SAP: v4.user-provisioning, Bulk. */
export async function sendBulk(this: IExecuteFunctions, pack: Submission[]): Promise<Receipt> {
	const { body, correlationId, recovered } = await concurRequest<{ id: string }>(this, {
		method: 'POST',
		path: '/profile/v4/Bulk',
		body: bulkRequest(pack),
		findLost: findBulk.call(this, pack),
	});
	const notice = recovered
		? "SAP Concur's response was lost. Users found in SAP Concur were not created again; their data was sent as an update."
		: undefined;
	return { provisionId: body.id, correlationId, notice };
}
