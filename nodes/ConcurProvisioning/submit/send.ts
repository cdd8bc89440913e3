// The requests themselves: one user, or a pack of them.
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
	findAllCreated,
	findCreated,
	findDeleted,
	rememberCreated,
} from '../../shared/concur/lostUsers';
import { noContent } from '../../shared/concur/identitySearch';
import { isUnknownOutcome, markUnknown } from '../../shared/concur/errors';
import { concurRequest, type FindLost } from '../../shared/concur/transport';
import { namesInRow } from '../../shared/person/namesIn';
import { namingHolder } from '../../shared/run/holders';
import { asNodeError, type NodeError } from '../../shared/run/nodeError';
import { bulkRequest } from './bulk';
import { asUpdate } from './lostResponse';
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

/** What was sent in the end for one user, and what came of it. */
export type Sent = { submission: Submission } & (
	{ receipt: Receipt; error?: undefined } | { receipt?: undefined; error: NodeError }
);

interface Accepted {
	id?: string;
	meta?: { provisionId?: string };
}

const provisionId = z.union([z.string().min(1), z.number().transform(String)]);

/** Without a provisionId nobody could ever tell how it ended. SAP: v4.user-provisioning, Users. */
const accepted = z.object({
	id: z.string().optional().catch(undefined),
	meta: z.object({ provisionId }),
});

/** SAP: v4.user-provisioning, Users; the response to a delete has no body. */
const deleted = noContent.transform((): Accepted => ({}));

/**
 * Sends one user. SAP: v4.user-provisioning, Users.
 * @throws NodeApiError
 */
export async function sendSingle(this: IExecuteFunctions, submission: Submission): Promise<Sent[]> {
	const { method, path, data } = submission;
	const { body, correlationId, recovered } = await concurRequest<Accepted>(this, {
		method,
		path: `/profile/v4${path}`,
		body: data,
		expects: method === 'DELETE' ? deleted : accepted,
		findLost: findSingle.call(this, submission),
	}).catch(async (error: Error) => {
		throw await namingHolder.call(this, error, namesSent(submission), submission.userId);
	});
	const { id: userId, meta } = body;
	if (recovered && method === 'POST') {
		return await sendRest.call(this, [asUpdate(submission, String(userId))], false);
	}
	if (userId && method === 'POST') rememberCreated(this, userId);
	return [{ submission, receipt: { provisionId: meta?.provisionId, userId, correlationId } }];
}

/** For a chosen user, the names of the submission are those that they have had. */
const namesSent = ({ values = {} }: Submission) => namesInRow(values);

/** What may not be sent again before a look: a create, and a delete, which looks like an unknown user when repeated. */
function findSingle(
	this: IExecuteFunctions,
	submission: Submission,
): FindLost<Accepted> | undefined {
	const { method, userId } = submission;
	if (method === 'DELETE') {
		return async () => {
			const { made } = await findDeleted(this, String(userId));
			return made ? { made: {} } : {};
		};
	}
	if (method !== 'POST') return undefined;
	return async (sentAt) => {
		const { made, isTaken } = await findCreated(this, submission, sentAt);
		return { made: made && { id: made.id }, isTaken };
	};
}

interface BulkAccepted {
	id?: string;
	/** User IDs by user name in lower case: those whom a lost request has created so far. */
	created?: Map<string, string>;
}

const bulkAccepted = z.object({ id: provisionId });

/**
 * Sends up to 100 users in one request. SAP: v4.user-provisioning, Bulk. Once one of the users is there, a lost request
 * was accepted: those found are sent again as updates and the others as before, in a new bulk whose provisionId is known.
 * @throws NodeApiError
 */
export async function sendBulk(this: IExecuteFunctions, pack: Submission[]): Promise<Sent[]> {
	const people = pack.filter(({ method, userName }) => method === 'POST' && userName);
	const { body, correlationId, lostSince } = await concurRequest<BulkAccepted>(this, {
		method: 'POST',
		path: '/profile/v4/Bulk',
		body: bulkRequest(pack),
		expects: bulkAccepted,
		findLost:
			people.length === 0
				? undefined
				: async (sentAt) => {
						const users = await findAllCreated(this, people, sentAt);
						const created = new Map([...users].map(([name, { id }]) => [name, id]));
						return created.size > 0 ? { made: { created } } : {};
					},
	});
	const { id, created } = body;
	const next = pack.map((submission) => {
		if (submission.method !== 'POST') return submission;
		const userId = created?.get(String(submission.userName).toLowerCase());
		if (userId) return asUpdate(submission, userId);
		return lostSince ? { firstSentAt: lostSince.toISOString(), ...submission } : submission;
	});
	if (created) return await sendRest.call(this, next, true);
	return next.map((submission) => {
		const notice = submission.firstSentAt ? notices.missing : undefined;
		return { submission, receipt: { provisionId: id, correlationId, notice } };
	});
}

const notices = {
	found:
		"SAP Concur's response was lost. The user was found in SAP Concur and was not created again; the rest of the data was sent as an update.",
	missing:
		"SAP Concur's response was lost. The user was not found in SAP Concur and was sent again.",
};

/** Sends what is left of a request whose response was lost; without success, the lost one may still have done it all. */
async function sendRest(
	this: IExecuteFunctions,
	rest: Submission[],
	inBulk: boolean,
): Promise<Sent[]> {
	try {
		const sent = inBulk
			? await sendBulk.call(this, rest)
			: await sendSingle.call(this, rest[0] as Submission);
		return sent.map((one) => {
			if (!one.receipt) return one;
			const notice = one.submission.applied ? notices.found : one.receipt.notice;
			return { ...one, receipt: { ...one.receipt, notice } };
		});
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		if (!isUnknownOutcome(error))
			markUnknown(error, "SAP Concur's response was lost, and its provisioning ID with it");
		return rest.map((submission) => ({ submission, error }));
	}
}
