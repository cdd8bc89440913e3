// The requests themselves: one person, or a pack of them.
import type { IExecuteFunctions } from 'n8n-workflow';
import { concurRequest } from '../../shared/concur/transport';
import { findBulk, findSingle } from './lostAnswer';
import { bulkRequest, type Submission } from './submission';

/** What Concur answered to a request that it took. */
export interface Receipt {
	/** Undefined for a delete, which Concur carries out at once. */
	provisionId?: string;
	/** Undefined in a bulk, where identities are written later. */
	userId?: string;
	correlationId: string;
	/** What somebody should know about how it went. */
	notice?: string;
}

interface SingleAnswer {
	id?: string;
	meta?: { provisionId?: string };
}

/** Sends one person. SAP: v4.user-provisioning, Users; a delete answers without a body. */
export async function sendSingle(
	this: IExecuteFunctions,
	submission: Submission,
): Promise<Receipt> {
	const { body, correlationId, recovered } = await concurRequest<SingleAnswer | ''>(this, {
		method: submission.method,
		path: `/profile/v4${submission.path}`,
		body: submission.data,
		findLost: findSingle.call(this, submission),
	});
	const { id, meta } = body || {};
	const notice = recovered
		? "Concur's answer was lost. The person was found in Concur and is not created again."
		: undefined;
	return { provisionId: meta?.provisionId, userId: id, correlationId, notice };
}

/** Sends up to 100 people in one request. SAP: v4.user-provisioning, Bulk. */
export async function sendBulk(this: IExecuteFunctions, pack: Submission[]): Promise<Receipt> {
	const { body, correlationId, recovered } = await concurRequest<{ id: string }>(this, {
		method: 'POST',
		path: '/profile/v4/Bulk',
		body: bulkRequest(pack),
		findLost: findBulk.call(this, pack),
	});
	const notice = recovered
		? "Concur's answer was lost. People who were found in Concur by then are not created again; their data were sent as an update."
		: undefined;
	return { provisionId: body.id, correlationId, notice };
}
